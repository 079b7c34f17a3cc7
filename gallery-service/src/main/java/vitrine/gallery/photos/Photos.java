package vitrine.gallery.photos;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Photos extends Repository<Photo, UUID> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Photo p where p.id = :id")
    Optional<Photo> lock(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Photo p where p.id = :id and (:everywhere = true or p.studioId = :studio)")
    Optional<Photo> lock(UUID id, UUID studio, boolean everywhere);

    /** In the order of ids: several who lock many photos do not wait for each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Photo p where p.id in :ids and (:everywhere = true or p.studioId = :studio) order by p.id")
    List<Photo> lockAll(Collection<UUID> ids, UUID studio, boolean everywhere);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Photo p where p.setId = :set order by p.id")
    List<Photo> lockAllOfSet(UUID set);
}
