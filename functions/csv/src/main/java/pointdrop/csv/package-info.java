/// The CSV dialects that merchants send in, and the files that Pointdrop writes: chunks, outcomes, error reports and
/// exports.
package pointdrop.csv;
