package vitrine.gallery.photos;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** How far the renditions of a photo are. */
public enum PhotoStatus {
    PENDING,
    READY,
    FAILED;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static PhotoStatus of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    @Converter(autoApply = true)
    static class Column implements AttributeConverter<PhotoStatus, String> {

        @Override
        public String convertToDatabaseColumn(PhotoStatus status) {
            return status.label();
        }

        @Override
        public PhotoStatus convertToEntityAttribute(String label) {
            return of(label);
        }
    }
}
