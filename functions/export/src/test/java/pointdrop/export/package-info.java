@org.jspecify.annotations.NullMarked
package pointdrop.export;
