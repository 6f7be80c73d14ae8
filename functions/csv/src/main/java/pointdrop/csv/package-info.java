/// The CSV dialects that merchants send in, and the files that Pointdrop writes: chunks, outcomes and error reports.
package pointdrop.csv;
