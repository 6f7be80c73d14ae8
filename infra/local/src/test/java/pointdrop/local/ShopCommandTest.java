package pointdrop.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.InMemory;
import pointdrop.storage.Environment;
import pointdrop.storage.Machine;
import pointdrop.storage.ShopsTable;
import pointdrop.storage.Stores;

@ExtendWith(InMemory.class)
class ShopCommandTest {
    private ShopsTable shops;

    @BeforeEach
    void open(Deployment deployment) {
        this.shops = Stores.of(deployment.s3(), deployment.dynamoDb(), new Environment(deployment.environment()),
                Machine.real()).shops();
    }

    private String run(String... arguments) {
        ShopCommand command = new ShopCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.run(shops);
    }

    @Test
    void aShopIsConfiguredAndShown() {
        String shown = run("bakery", "--contact", "owner@bakery.example", "--recipient", "@bakery.example",
                "--recipient",
                "tax@office.example", "--operator", "ann@bakery.example", "--tier", "Crumb", "--tier", "Loaf",
                "--negative-balances");

        assertEquals("""
                shop               bakery
                contact            owner@bakery.example
                recipients         @bakery.example, tax@office.example
                operators          ann@bakery.example
                tiers              Crumb, Loaf
                negative balances  yes
                """, shown);
        assertEquals(shown, run("bakery"));
    }

    @Test
    void whatIsNotNamedStaysAndAnEmptyNameEmptiesAList() {
        run("bakery", "--contact", "owner@bakery.example", "--operator", "ann@bakery.example", "--tier", "Crumb");

        assertEquals("""
                shop               bakery
                contact            owner@bakery.example
                recipients         nobody else
                operators          the contact
                tiers              Bronze, Silver, Gold, Platinum
                negative balances  no
                """, run("bakery", "--operator", "", "--tier", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bakery --contact owner@bakery.example", "bakery --contact owner", "bakery --tier Crumb",
            "bakery", "bakery --contact owner@bakery.example --operator @bakery.example",
            "bakery --contact owner@bakery.example --recipient bakery.example"})
    void whatMakesNoSenseIsRefusedAndChangesNothing(String arguments) {
        String message = assertThrows(IllegalStateException.class, () -> run(arguments.split(" "))).getMessage();

        assertTrue(String.valueOf(message).matches(".*(is not an e-mail address|is not the name|say --contact).*"),
                message);
        assertEquals(Optional.empty(), shops.find("bakery"));
    }
}
