package vitrine.auth.studios;

import com.fasterxml.uuid.Generators;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A photographer's business; everything its members own is invisible to other studios. */
@Entity
@Table(name = "studio")
public class Studio {

    @Id
    private UUID id;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Studio() {}

    public Studio(String name) {
        this.id = Generators.timeBasedEpochGenerator().generate();
        this.name = name;
        this.createdAt = Instant.now();
    }

    public void rename(String newName) {
        name = newName;
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }
}
