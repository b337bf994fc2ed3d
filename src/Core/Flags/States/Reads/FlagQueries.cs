using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.States.Reads;

/// <summary>The queries behind the list of flags.</summary>
internal static class FlagQueries
{
    /// <summary>The features that an environment serves and the caller may see.</summary>
    public static IQueryable<Feature> Of(AppDbContext db, ProjectAccess access, int environmentId)
        => db.Set<Feature>().Where(feature => feature.ProjectId == access.ProjectId && feature.DeletedAt == null
            && db.Set<FlagHead>().Any(head => head.FeatureId == feature.Id && head.EnvironmentId == environmentId)
            && db.Set<ProjectEnvironment>().Any(environment => environment.Id == environmentId && environment.ProjectId == access.ProjectId
                && environment.DeletedAt == null));

    /// <summary>Those that have every word of a search anywhere in their name or a tag.</summary>
    public static IQueryable<Feature> Searched(IQueryable<Feature> features, string? search)
        => features.WithWords(search, feature => feature.NameFolded, feature => feature.Tags);

    public static IQueryable<Feature> Filtered(AppDbContext db, IQueryable<Feature> features, FlagFilter filter) => filter switch
    {
        FlagFilter.Archived => features.Where(feature => feature.ArchivedAt != null),
        FlagFilter.Multivariate => features.Where(feature => feature.ArchivedAt == null
            && db.Set<Variant>().Any(variant => variant.FeatureId == feature.Id && variant.DeletedAt == null)),
        FlagFilter.Plain => features.Where(feature => feature.ArchivedAt == null
            && !db.Set<Variant>().Any(variant => variant.FeatureId == feature.Id && variant.DeletedAt == null)),
        _ => features.Where(feature => feature.ArchivedAt == null),
    };

    public static IQueryable<Feature> Sorted(IQueryable<Feature> features, FlagListQuery query) => (query.Sort, query.Descending) switch
    {
        (FlagSort.Created, false) => features.OrderBy(feature => feature.CreatedAt).ThenBy(feature => feature.Id),
        (FlagSort.Created, true) => features.OrderByDescending(feature => feature.CreatedAt).ThenByDescending(feature => feature.Id),
        (_, false) => features.OrderBy(feature => feature.NameFolded),
        _ => features.OrderByDescending(feature => feature.NameFolded),
    };

    /// <summary>How many of the features each filter would show, in one query.</summary>
    public static async Task<IReadOnlyDictionary<FlagFilter, int>> CountAsync(
        AppDbContext db, IQueryable<Feature> features, CancellationToken cancellationToken)
    {
        var kinds = await features
            .Select(feature => new
            {
                IsArchived = feature.ArchivedAt != null,
                IsMultivariate = db.Set<Variant>().Any(variant => variant.FeatureId == feature.Id && variant.DeletedAt == null),
            })
            .GroupBy(feature => feature)
            .Select(group => new { group.Key.IsArchived, group.Key.IsMultivariate, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var live = kinds.Where(kind => !kind.IsArchived).ToList();
        return new Dictionary<FlagFilter, int>
        {
            [FlagFilter.All] = live.Sum(kind => kind.Count),
            [FlagFilter.Multivariate] = live.Where(kind => kind.IsMultivariate).Sum(kind => kind.Count),
            [FlagFilter.Plain] = live.Where(kind => !kind.IsMultivariate).Sum(kind => kind.Count),
            [FlagFilter.Archived] = kinds.Where(kind => kind.IsArchived).Sum(kind => kind.Count),
        };
    }
}
