/// What an import means: actions, rows, changes and problems. Nothing here knows AWS, files or clocks; the
/// day that counts as today, and ids, come in from outside.
package pointdrop.domain;
