using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.Features.Reads;

/// <summary>Fetches the pictures of variants.</summary>
public sealed class PictureReads(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>The picture of a variant of the project; null when it has none, or another one by now.</summary>
    public async Task<PictureContent?> FindAsync(ProjectAccess access, VariantPictureLink link, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(link);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await (
            from picture in db.Set<VariantPicture>()
            join variant in db.Set<Variant>() on picture.VariantId equals variant.Id
            join feature in db.Set<Feature>() on variant.FeatureId equals feature.Id
            where variant.Uuid == link.Variant && variant.DeletedAt == null && feature.ProjectId == access.ProjectId
                && feature.DeletedAt == null && picture.Digest == link.Digest
            select new PictureContent(picture.ContentType, picture.Digest, picture.Bytes, variant.Key)).SingleOrDefaultAsync(cancellationToken);
    }
}
