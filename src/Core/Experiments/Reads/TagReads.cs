using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>Shows which tags a project uses, so that the same thing is called the same.</summary>
public sealed class TagReads(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>How many are shown at most.</summary>
    public const int Most = 100;

    /// <summary>The tags of the project's flags and of the experiments of all its environments, in the order of the alphabet.</summary>
    public async Task<IReadOnlyList<string>> UsedAsync(ProjectAccess access, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var kept = await db.Set<Feature>()
            .Where(feature => feature.ProjectId == access.ProjectId && feature.DeletedAt == null && feature.Tags != string.Empty)
            .Select(feature => feature.Tags)
            .Union(db.Set<Experiment>()
                .Where(experiment => experiment.DeletedAt == null && experiment.Tags != string.Empty
                    && db.Set<ProjectEnvironment>().Any(environment => environment.Id == experiment.EnvironmentId
                        && environment.ProjectId == access.ProjectId && environment.DeletedAt == null))
                .Select(experiment => experiment.Tags))
            .ToListAsync(cancellationToken);
        return [.. kept.SelectMany(TagRules.Read).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(Most)];
    }
}
