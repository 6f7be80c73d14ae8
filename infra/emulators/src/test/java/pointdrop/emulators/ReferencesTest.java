package pointdrop.emulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private final References references = new References(YamlTree.parse("{}"), Map.of("a", "first", "b", "second"));

    @Test
    void aFunctionThatIsNotKnownIsNoText() {
        for (String function : List.of("Join", "FindInMap", "Split", "If", "Equals", "Not")) {
            YamlTree place = YamlTree.parse("!" + function + " [a, b, b]");
            IllegalStateException unknown = assertThrows(IllegalStateException.class, () -> references.text(place),
                    function);
            assertEquals("It is not known what !" + function + " means here", unknown.getMessage());
        }
        assertEquals("second", references.text(YamlTree.parse("!Ref b")));
    }
}
