/* What the two floor programs share: a generator, exponential draws in whole ticks, a 4-ary heap.
 *
 * A floor is a program for one model and nothing else: the least time a core needs for the model's
 * events, against which the general engine is measured. */
#ifndef FLOOR_H
#define FLOOR_H
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef int64_t Ticks;
static const double ticks_per_minute = 60e6;

/* xoroshiro128++ (Blackman and Vigna, doi 10.1145/3460772). */
typedef struct { uint64_t low, high; } Random;

static Random random_from(uint64_t seed) {
    uint64_t word[2];
    for (int i = 0; i < 2; i++) {                       /* splitmix64 */
        uint64_t z = seed += UINT64_C(0x9e3779b97f4a7c15);
        z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
        z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
        word[i] = z ^ z >> 31;
    }
    return (Random){ word[0], word[1] };
}

static inline uint64_t bits(Random *r) {
    uint64_t low = r->low, high = r->high, sum = low + high;
    high ^= low;
    r->low = (low << 49 | low >> 15) ^ high ^ high << 21;
    r->high = high << 28 | high >> 36;
    return (sum << 17 | sum >> 47) + low;
}

static inline double uniform(Random *r) { return (bits(r) >> 11) * 0x1p-53; }

/* Exponential of mean 1 by the ziggurat with 256 strips of equal area (Marsaglia and Tsang,
 * doi 10.18637/jss.v005.i08). edge[i] is the right end of strip i, height[i] the density there;
 * edge[0] is the width that the bottom strip would have as a rectangle. */
enum { STRIPS = 256 };
static double edge[STRIPS + 1], height[STRIPS + 1];

static void prepare_exponential(void) {
    const double tail = 7.69711747013104972, area = 0.0039496598225815571993;
    edge[0] = area / exp(-tail);
    edge[1] = tail;
    for (int i = 1; i < STRIPS; i++) {
        height[i] = exp(-edge[i]);
        edge[i + 1] = i + 1 < STRIPS ? -log(height[i] + area / edge[i]) : 0;
    }
    height[STRIPS] = 1;
}

static double exponential(Random *r);

/* One draw in twenty thousand ends in the tail, one in eighty near an edge. */
static __attribute__((noinline)) double exponential_at_edge(Random *r, unsigned strip, double x) {
    if (strip == 0) return edge[1] - log1p(-uniform(r));
    double y = height[strip] + uniform(r) * (height[strip + 1] - height[strip]);
    return y < exp(-x) ? x : exponential(r);
}

static inline double exponential(Random *r) {
    uint64_t b = bits(r);
    unsigned strip = b & (STRIPS - 1);
    double x = (b >> 11) * 0x1p-53 * edge[strip];
    return __builtin_expect(x < edge[strip + 1], 1) ? x : exponential_at_edge(r, strip, x);
}

static inline Ticks draw(Random *r, double mean) { return (Ticks)(mean * exponential(r)); }

/* Ends of work, soonest first. */
typedef struct { Ticks at; uint64_t what; } End;
typedef struct { int count; End end[64]; } Ends;

/* Puts e in the place of the soonest. */
static inline void replace_first(Ends *h, End e) {
    End *a = h->end;
    int hole = 0, n = h->count;
    for (int child = 1; child < n; child = 4 * hole + 1) {
        int least = child, stop = child + 4 < n ? child + 4 : n;
        Ticks at = a[child].at;
        for (int k = child + 1; k < stop; k++) {
            least = a[k].at < at ? k : least;
            at = a[k].at < at ? a[k].at : at;
        }
        if (at >= e.at) break;
        a[hole] = a[least];
        hole = least;
    }
    a[hole] = e;
}

static inline void remove_first(Ends *h) {
    if (--h->count > 0) replace_first(h, h->end[h->count]);
}

static inline void insert(Ends *h, End e) {
    int hole = h->count++;
    for (int parent = (hole - 1) / 4; hole > 0 && h->end[parent].at > e.at; parent = (hole - 1) / 4) {
        h->end[hole] = h->end[parent];
        hole = parent;
    }
    h->end[hole] = e;
}
#endif
