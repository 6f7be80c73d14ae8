@org.jspecify.annotations.NullMarked
package pointdrop.domain;
