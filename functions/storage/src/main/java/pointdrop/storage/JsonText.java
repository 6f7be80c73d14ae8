package pointdrop.storage;

import java.util.Map;

/// Writes JSON for the log (RFC 8259). By hand, since it is the first thing that a function does: a library takes 100 ms until its first object.
final class JsonText {
    private JsonText() {}

    /// @param value a map by texts, a list, a number, whether, or else a text
    static String of(Object value) {
        StringBuilder json = new StringBuilder(512);
        append(json, value);
        return json.toString();
    }

    private static void append(StringBuilder json, Object value) {
        if (value instanceof Map<?, ?> object) {
            char before = '{';
            for (Map.Entry<?, ?> member : object.entrySet()) {
                quote(json.append(before), (String) member.getKey());
                append(json.append(':'), member.getValue());
                before = ',';
            }
            json.append(object.isEmpty() ? "{}" : "}");
        } else if (value instanceof Iterable<?> list) {
            json.append('[');
            int begin = json.length();
            for (Object element : list) {
                append(json.length() == begin ? json : json.append(','), element);
            }
            json.append(']');
        } else if (value instanceof Number || value instanceof Boolean) {
            json.append(value);
        } else {
            quote(json, value.toString());
        }
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ') {
                json.append("\\u00")
                        .append(Character.forDigit(character >> 4, 16))
                        .append(Character.forDigit(character & 15, 16));
            } else {
                json.append(character == '"' || character == '\\' ? "\\" : "").append(character);
            }
        }
        json.append('"');
    }
}
