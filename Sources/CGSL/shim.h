// The parts of the GNU Scientific Library that Headroom calls.
#ifndef HEADROOM_CGSL_SHIM_H
#define HEADROOM_CGSL_SHIM_H
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_gamma.h>

#endif
