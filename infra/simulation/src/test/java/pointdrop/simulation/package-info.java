@org.jspecify.annotations.NullMarked
package pointdrop.simulation;
