@org.jspecify.annotations.NullMarked
package pointdrop.csv;
