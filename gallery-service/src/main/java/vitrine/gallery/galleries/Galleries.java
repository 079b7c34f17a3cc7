package vitrine.gallery.galleries;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Galleries extends Repository<Gallery, UUID> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select g from Gallery g where g.id = :id and g.binnedAt is null")
    Optional<Gallery> lock(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            select g from Gallery g
             where g.id = :id and g.binnedAt is not null and (:everywhere = true or g.studioId = :studio)""")
    Optional<Gallery> lockInBin(UUID id, UUID studio, boolean everywhere);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select g from Gallery g where g.coverPhotoId in :photos order by g.id")
    List<Gallery> lockCoveredBy(Collection<UUID> photos);

    /** In the order of ids: several who lock many galleries do not wait for each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select g from Gallery g where g.id in :ids order by g.id")
    List<Gallery> lockAll(Collection<UUID> ids);

    /** The next in the order of ids; nobody changes them until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_READ)
    @Query("select g from Gallery g where g.id > :after order by g.id")
    List<Gallery> hold(UUID after, Limit limit);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select g from Gallery g where g.studioId = :studio order by g.id")
    List<Gallery> lockAllOf(UUID studio);
}
