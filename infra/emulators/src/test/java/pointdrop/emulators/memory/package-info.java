@org.jspecify.annotations.NullMarked
package pointdrop.emulators.memory;
