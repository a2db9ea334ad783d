/* M/M/10 at load 0.9, first come first served: floor-mm10 CASES SEED.
 * Exact mean wait: 0.668732 mean services (Erlang C). */
#include "floor.h"

enum { PEOPLE = 10 };
static Ticks *line;                                     /* instants of arrival, a ring */
static uint64_t room = 1 << 10, first, last;

static __attribute__((noinline)) void widen(void) {
    Ticks *wider = malloc(2 * room * sizeof *wider);
    for (uint64_t i = first; i < last; i++) wider[i % (2 * room)] = line[i % room];
    free(line);
    line = wider;
    room *= 2;
}

int main(int argc, char **argv) {
    uint64_t cases = argc > 1 ? strtoull(argv[1], 0, 10) : 1000000;
    Random r = random_from(argc > 2 ? strtoull(argv[2], 0, 10) : 1);
    const double service = ticks_per_minute, gap = service / (0.9 * PEOPLE);
    Ends busy = { 0 };
    uint64_t arrived = 0, events = 0;
    prepare_exponential();
    Ticks waited = 0, arrival = draw(&r, gap);
    line = malloc(room * sizeof *line);
    while (arrived < cases || busy.count > 0) {
        events++;
        if (arrived < cases && (busy.count == 0 || arrival < busy.end[0].at)) {
            if (busy.count < PEOPLE) {
                insert(&busy, (End){ arrival + draw(&r, service), 0 });
            } else {
                if (__builtin_expect(last - first == room, 0)) widen();
                line[last++ & (room - 1)] = arrival;
            }
            arrived++;
            arrival += draw(&r, gap);
        } else if (first < last) {
            Ticks now = busy.end[0].at;
            waited += now - line[first++ & (room - 1)];
            replace_first(&busy, (End){ now + draw(&r, service), 0 });
        } else {
            remove_first(&busy);
        }
    }
    printf("{ \"events\": %" PRIu64 ", \"mean_wait\": %.6f }\n", events, waited / service / cases);
}
