/// Whether tests run that take seconds in a release build: a debug build needs ten times as long.
#if DEBUG
let heavyTestsRun = false
#else
let heavyTestsRun = true
#endif
