/* Model B: four at the intake, twelve investigators, three approvers; a tenth of the approvals goes
 * back to the investigators; a fifth of the cases goes before the others in every line; everything
 * exponential, load 0.85 everywhere.    floor-model-b CASES SEED
 * Exact: mean turnaround 26.990515 min, mean lines 3.90613, 2.79559, 4.13880. */
#include "floor.h"
#include <string.h>

enum { INTAKE, INVESTIGATOR, APPROVER, ROLES };

typedef struct { uint32_t *slot; uint64_t mask, first, last; } Ring;
typedef struct { Ticks arrived; uint32_t next_free, later; } Case;
typedef struct {
    int people, busy;
    double mean, waiting_ticks;                         /* integral of the line over time */
    Ticks changed;
    Ring line[2];                                       /* urgent, others */
} Role;

static Role role[ROLES];
static Case *cases;
static uint32_t room = 1 << 10, free_case;
static uint32_t histogram[1 << 14];                     /* turnaround, 512 bins an octave */

static __attribute__((noinline)) void widen(Ring *q) {
    uint64_t size = q->mask + 1;
    uint32_t *wider = malloc(2 * size * sizeof *wider);
    for (uint64_t i = q->first; i < q->last; i++) wider[i & (2 * size - 1)] = q->slot[i & q->mask];
    free(q->slot);
    q->slot = wider;
    q->mask = 2 * size - 1;
}

static __attribute__((noinline)) void more_cases(uint32_t from) {
    cases = realloc(cases, room * sizeof *cases);
    for (uint32_t i = from; i < room; i++) cases[i].next_free = i + 1;
}

static inline uint32_t octave_bin(Ticks t) {
    float f = (float)t;
    uint32_t b;
    memcpy(&b, &f, sizeof b);
    uint32_t bin = (b >> 14) - ((127u + 16) << 9);      /* from 2^16 ticks on */
    return bin < 1 << 14 ? bin : 0;
}

static double minutes_exceeded_by(double share, uint64_t closed) {
    uint64_t left = (uint64_t)(share * (double)closed);
    uint32_t bin = 1 << 14;
    while (bin > 0 && left >= histogram[bin - 1]) left -= histogram[--bin];
    uint32_t b = (bin + ((127u + 16) << 9)) << 14;
    float f;
    memcpy(&f, &b, sizeof f);
    return f / ticks_per_minute;
}

static inline uint64_t waiting(const Role *s) {
    return s->line[0].last - s->line[0].first + s->line[1].last - s->line[1].first;
}

static inline void note_line(Role *s, Ticks now) {
    s->waiting_ticks += (double)waiting(s) * (double)(now - s->changed);
    s->changed = now;
}

/* The case comes to a role: work begins, or it joins its line. */
static inline void reach(unsigned place, uint32_t id, Ticks now, Ends *busy, Random *r) {
    Role *s = &role[place];
    if (s->busy < s->people) {
        s->busy++;
        insert(busy, (End){ now + draw(r, s->mean), (uint64_t)place << 32 | id });
        return;
    }
    note_line(s, now);
    Ring *q = &s->line[cases[id].later];
    if (__builtin_expect(q->last - q->first > q->mask, 0)) widen(q);
    q->slot[q->last++ & q->mask] = id;
}

/* The person whose work just ended takes the next case in line, or is free. */
static inline void release(unsigned place, Ticks now, Ends *busy, Random *r) {
    Role *s = &role[place];
    if (waiting(s) == 0) {
        s->busy--;
        remove_first(busy);
        return;
    }
    note_line(s, now);
    Ring *q = &s->line[s->line[0].last == s->line[0].first];
    uint32_t next = q->slot[q->first++ & q->mask];
    replace_first(busy, (End){ now + draw(r, s->mean), (uint64_t)place << 32 | next });
}

int main(int argc, char **argv) {
    uint64_t wanted = argc > 1 ? strtoull(argv[1], 0, 10) : 1000000, arrived = 0, closed = 0, events = 0;
    Random r = random_from(argc > 2 ? strtoull(argv[2], 0, 10) : 1);
    const uint64_t fifth = (uint64_t)(0.2 * 0x1p53), tenth = (uint64_t)(0.1 * 0x1p53);
    const int people[ROLES] = { 4, 12, 3 };
    const double mean[ROLES] = { 3.4, 9.18, 2.295 };    /* minutes; one case a minute arrives */
    Ends busy = { 0 };
    Ticks now = 0, turnaround = 0, arrival;
    prepare_exponential();
    for (int i = 0; i < ROLES; i++) {
        role[i].people = people[i];
        role[i].mean = mean[i] * ticks_per_minute;
        for (int k = 0; k < 2; k++) role[i].line[k] = (Ring){ malloc(256 * sizeof(uint32_t)), 255, 0, 0 };
    }
    more_cases(0);
    arrival = draw(&r, ticks_per_minute);
    while (closed < wanted) {
        events++;
        if (arrived < wanted && (busy.count == 0 || arrival < busy.end[0].at)) {
            now = arrival;
            arrived++;
            arrival += draw(&r, ticks_per_minute);
            if (__builtin_expect(free_case == room, 0)) { room *= 2; more_cases(room / 2); }
            uint32_t id = free_case;
            free_case = cases[id].next_free;
            cases[id].arrived = now;
            cases[id].later = bits(&r) >> 11 >= fifth;
            reach(INTAKE, id, now, &busy, &r);
            continue;
        }
        now = busy.end[0].at;
        uint32_t id = (uint32_t)busy.end[0].what;
        unsigned place = busy.end[0].what >> 32;
        release(place, now, &busy, &r);
        if (place != APPROVER) {
            reach(place + 1, id, now, &busy, &r);
        } else if (bits(&r) >> 11 < tenth) {
            reach(INVESTIGATOR, id, now, &busy, &r);
        } else {
            Ticks took = now - cases[id].arrived;
            turnaround += took;
            histogram[octave_bin(took)]++;
            closed++;
            cases[id].next_free = free_case;
            free_case = id;
        }
    }
    printf("{ \"events\": %" PRIu64 ", \"mean_turnaround\": %.6f, \"p95_turnaround\": %.2f, ", events,
        (double)turnaround / ticks_per_minute / (double)closed, minutes_exceeded_by(0.05, closed));
    printf("\"mean_lines\": [%.5f, %.5f, %.5f] }\n", role[0].waiting_ticks / (double)now,
        role[1].waiting_ticks / (double)now, role[2].waiting_ticks / (double)now);
}
