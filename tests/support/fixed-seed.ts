import fc from 'fast-check';

// The same cases in every run: a new one that fails is found by whoever looks for it, not by whoever changes something
// else. FAST_CHECK_SEED=<a number> tries others.
fc.configureGlobal({ seed: Number(process.env['FAST_CHECK_SEED'] ?? 20261126) });
