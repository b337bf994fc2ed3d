using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.Features.UseCases;

/// <summary>What every change of an existing feature or its variants begins and ends with.</summary>
internal sealed class FeatureEdit
{
    private readonly ChangeContext _change;
    private readonly FeatureRecord _before;

    private FeatureEdit(ChangeContext change, Feature feature, List<Variant> variants)
        => (_change, Feature, Variants, _before) = (change, feature, variants, FeatureRecord.Of(feature, variants));

    public Feature Feature { get; }

    /// <summary>The variants that are not deleted, in the order people see them.</summary>
    public List<Variant> Variants { get; }

    /// <summary>Finds the feature under the lock of its project and refuses an archived one or a stale screen.</summary>
    /// <param name="change">The write in progress.</param>
    /// <param name="featureId">The feature.</param>
    /// <param name="expectedRevision">The feature's revision on the asker's screen; null where nothing can be lost.</param>
    /// <param name="allowArchived">Whether the change is one that an archived feature may undergo.</param>
    public static async Task<Result<FeatureEdit>> OpenAsync(
        ChangeContext change, int featureId, int? expectedRevision = null, bool allowArchived = false)
    {
        var db = change.Db;
        var feature = await FindAsync(change, featureId);
        if (feature is null)
        {
            return FlagErrors.NotFound();
        }

        if (feature.ArchivedAt is not null && !allowArchived)
        {
            return FlagErrors.Archived(feature.Name);
        }

        if (await StaleRevision.CheckAsync(change, AuditKey.Feature(featureId), expectedRevision, feature.Revision) is { } stale)
        {
            return stale;
        }

        feature.OwnerName = await Owners.NameAsync(db, feature.OwnerId, change.Cancellation);
        var variants = await db.Set<Variant>().Where(variant => variant.FeatureId == featureId && variant.DeletedAt == null)
            .OrderBy(variant => variant.Position).ThenBy(variant => variant.Ordinal).ToListAsync(change.Cancellation);
        return new FeatureEdit(change, feature, variants);
    }

    /// <summary>The feature, if it is one of the project that the change is made in and was not deleted.</summary>
    public static Task<Feature?> FindAsync(ChangeContext change, int featureId) => change.Db.Set<Feature>().SingleOrDefaultAsync(
        feature => feature.Id == featureId && feature.ProjectId == change.ProjectId && feature.DeletedAt == null, change.Cancellation);

    /// <summary>One of the variants, or null.</summary>
    public Variant? Variant(int variantId) => Variants.Find(variant => variant.Id == variantId);

    /// <summary>Moves the feature on by one revision and records it.</summary>
    /// <returns>The feature's revision now.</returns>
    public int Save(string action, string summary, bool isDeleted = false)
    {
        Feature.Revision++;
        _change.Record(new AuditDraft
        {
            Kind = AuditKind.Feature,
            Key = AuditKey.Feature(Feature.Id),
            Number = Feature.Revision,
            Name = Feature.Name,
            Action = action,
            Summary = summary,
            Before = _before,
            After = isDeleted ? null : FeatureRecord.Of(Feature, Variants),
        });
        return Feature.Revision;
    }
}
