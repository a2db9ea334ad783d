// The parts of the GNU Scientific Library that Headroom calls.
#ifndef HEADROOM_CGSL_SHIM_H
#define HEADROOM_CGSL_SHIM_H
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_sf_gamma.h>

/// GSL declares it as a variable, though it never changes.
static inline const gsl_qrng_type *headroom_sobol(void) { return gsl_qrng_sobol; }

#endif
