using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>Finds experiments and flags by a few letters, for going straight there.</summary>
public sealed class SearchReads(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>How many of each kind are found; whoever wants more uses the lists.</summary>
    public const int Most = 6;

    /// <summary>Finds what has each word anywhere in its name or a tag, and, where no experiment has all of them, those that have some; what begins with the text comes first.</summary>
    /// <param name="access">Grant for the project.</param>
    /// <param name="environmentId">Whose experiments to look at; flags are those of the project.</param>
    /// <param name="text">What to look for; blank finds nothing.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<SearchResults> FindAsync(
        ProjectAccess access, int environmentId, string? text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        if (string.IsNullOrWhiteSpace(text))
        {
            return SearchResults.None;
        }

        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var folded = TextFold.Fold(text);
        var (found, _) = await ExperimentFilter.SearchAsync(
            db, ExperimentQueries.Of(db, access, environmentId), text, mayBePartial: true, cancellationToken);
        var experiments = await found
            .OrderBy(experiment => experiment.Status == ExperimentStatus.Completed)
            .ThenByDescending(experiment => experiment.SearchText.StartsWith(folded))
            .ThenByDescending(experiment => experiment.CreatedAt).ThenByDescending(experiment => experiment.Id)
            .Take(Most)
            .Select(experiment => new FoundExperiment(
                experiment.Id,
                experiment.Name,
                db.Set<Feature>().Where(feature => feature.Id == experiment.FeatureId).Select(feature => feature.Name).First(),
                experiment.Status))
            .ToListAsync(cancellationToken);
        var flags = await db.Set<Feature>()
            .Where(feature => feature.ProjectId == access.ProjectId && feature.DeletedAt == null)
            .WithWords(text, feature => feature.NameFolded, feature => feature.Tags)
            .OrderBy(feature => feature.ArchivedAt != null)
            .ThenByDescending(feature => feature.NameFolded.StartsWith(folded))
            .ThenBy(feature => feature.NameFolded)
            .Take(Most)
            .Select(feature => new FoundFlag(feature.Id, feature.Name, feature.Description, feature.ArchivedAt != null))
            .ToListAsync(cancellationToken);
        return new SearchResults(experiments, flags);
    }
}
