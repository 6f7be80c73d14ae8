@org.jspecify.annotations.NullMarked
package pointdrop.local;
