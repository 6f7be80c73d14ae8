/// Measurements of the functions on the emulators. They say what this machine and these emulators give, not what AWS does.
@org.jspecify.annotations.NullMarked
package pointdrop.benchmark;
