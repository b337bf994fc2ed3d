using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving.Traits;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Serving.Lookup;

/// <summary>Tells what an environment serves to one identity, and why: from what is served now, not from what is stored.</summary>
public sealed class IdentityLookup(ServedEnvironments served, StoredTraits stored, IDbContextFactory<AppDbContext> contexts, IFlagGuard guard)
{
    /// <param name="access">Who asks; anybody with a role.</param>
    /// <param name="environmentId">Where.</param>
    /// <param name="identifier">What the application calls the identity: 1 to 2,000 characters, taken as they are.</param>
    /// <param name="traits">What else the application would send; these count before stored ones.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Result<IdentityAnswer>> AskAsync(
        ProjectAccess access, int environmentId, string? identifier, IReadOnlyDictionary<string, ContextValue> traits,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(traits);
        var wrong = Identifiers.Check(identifier).ToList();
        if (wrong.Count > 0)
        {
            return wrong;
        }

        if (served.Find(environmentId) is not { } environment || environment.ProjectId != access.ProjectId)
        {
            return new Error.NotFound("environment_not_served", "This environment is not served yet. Try again in a second.");
        }

        var known = await stored.ReadAsync(environmentId, identifier!, cancellationToken);
        var context = environment.Snapshot.ContextOf(new EvaluationIdentity(identifier!, known.With(traits)));
        var holders = await HoldersAsync(environment, cancellationToken);
        return new IdentityAnswer(
            context,
            known,
            environment.Revision,
            [
                .. environment.Flags.Index()
                    .Select(entry => new IdentityFlag(
                        entry.Item, environment.Snapshot.Explain(entry.Index, context), holders.GetValueOrDefault(entry.Item.FeatureId)))
                    .OrderBy(flag => TextFold.Fold(flag.Flag.Name), StringComparer.Ordinal),
            ]);
    }

    private async Task<Dictionary<int, FlagExperiment>> HoldersAsync(ServedEnvironment environment, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var holders = await guard.HoldersAsync(db, [.. environment.Flags.Select(flag => flag.FeatureId)], cancellationToken);
        return holders.Where(holder => holder.EnvironmentId == environment.Id).ToDictionary(holder => holder.FeatureId);
    }
}
