package vitrine.gallery.photos;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Photos extends Repository<Photo, UUID> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Photo p where p.id = :id")
    Optional<Photo> lock(UUID id);

    /** In the order of ids: several who lock many photos do not wait for each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Photo p where p.id in :ids and p.binnedAt is null order by p.id")
    List<Photo> lockAll(Collection<UUID> ids);

    /** Those that were deleted by themselves. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            select p from Photo p
             where p.id in :ids and p.binnedAt is not null and p.binnedWith is null order by p.id""")
    List<Photo> lockAllInBin(Collection<UUID> ids);

    /** The next in the order of ids; nobody changes them until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_READ)
    @Query("select p from Photo p where p.id > :after order by p.id")
    List<Photo> hold(UUID after, Limit limit);

    @Query("select p from Photo p where p.id in :ids order by p.id")
    List<Photo> read(Collection<UUID> ids);

    /** All that are made of the same bytes. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Photo p where p.id = :asset or p.copyOf = :asset order by p.id")
    List<Photo> lockAllOfAsset(UUID asset);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Photo p where p.galleryId = :gallery order by p.id")
    List<Photo> lockAllOf(UUID gallery);

    /** Of one photographer. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Photo p where p.galleryId = :gallery and p.ownerId = :owner order by p.id")
    List<Photo> lockAllOf(UUID gallery, UUID owner);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Photo p where p.setId = :set order by p.id")
    List<Photo> lockAllOfSet(UUID set);
}
