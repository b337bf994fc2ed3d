using System.Globalization;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Drafts;

/// <summary>
/// Fills a new wizard with what an experiment is, whatever its status, in its own environment or in another of the project. The wizard is
/// its author's alone: until it is finished nothing is created, served or held.
/// </summary>
public sealed class DuplicateExperiment(ExperimentReads reads, ExperimentDrafts drafts, IDbContextFactory<AppDbContext> contexts)
{
    private const string Prefix = "Copy of ";

    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="ExperimentId">The experiment, in any environment of the project.</param>
    /// <param name="EnvironmentId">Where the new one is to be.</param>
    public sealed record Command(ProjectAccess Access, int ExperimentId, int EnvironmentId);

    /// <returns>The id of the wizard.</returns>
    public async Task<Result<string>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var access = command.Access;
        if (access.WhyNot(Permission.RunExperiments) is { } refusal)
        {
            return refusal;
        }

        if (await FindAsync(access, command.ExperimentId, cancellationToken) is not { } view)
        {
            return ExperimentErrors.NotFound();
        }

        var flag = await reads.FindFlagAsync(access, command.EnvironmentId, view.Item.FeatureId, cancellationToken);
        var name = await NameAsync(access, command.EnvironmentId, view.Item.Name, cancellationToken);
        return await drafts.SaveAsync(access, command.EnvironmentId, ExperimentDrafts.NewId(), Entries(view, flag, name), cancellationToken);
    }

    private static WizardEntries Entries(ExperimentView view, FlagChoice? flag, string name)
    {
        var item = view.Item;
        var rollout = item.Rollout.State ?? view.LastServed;
        return new WizardEntries
        {
            Name = name,
            Hypothesis = item.Hypothesis,
            Description = item.Description,
            Tags = TagRules.Join(item.Tags),
            FeatureId = flag is { Refusal: null } ? item.FeatureId : null,
            CopiedFeatureId = item.FeatureId,
            Percentage = rollout?.Percentage,
            ControlValue = rollout is null || rollout.ControlValue == (flag?.Default ?? view.Default).Value ? null : rollout.ControlValue,
            Shares = rollout is null ? new Dictionary<int, BasisPoints>() : Shares(rollout, flag?.Arms ?? item.Arms),
        };
    }

    // What was archived or deleted since can get no share; control takes it.
    private static Dictionary<int, BasisPoints> Shares(RolloutState rollout, IReadOnlyList<Arm> arms)
        => arms.Where(arm => arm is { IsControl: false, IsArchived: false })
            .ToDictionary(arm => arm.VariantId!.Value, arm => rollout.Of(arm.VariantId!.Value));

    private async Task<ExperimentView?> FindAsync(ProjectAccess access, int id, CancellationToken cancellationToken)
    {
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var environmentId = await db.Set<Experiment>()
            .Where(experiment => experiment.Id == id && experiment.DeletedAt == null
                && db.Set<ProjectEnvironment>().Any(environment => environment.Id == experiment.EnvironmentId
                    && environment.ProjectId == access.ProjectId && environment.DeletedAt == null))
            .Select(experiment => (int?)experiment.EnvironmentId).SingleOrDefaultAsync(cancellationToken);
        return environmentId is { } found ? await ExperimentReads.FindAsync(db, access, found, id, cancellationToken) : null;
    }

    // One that no experiment there has, nor a wizard of the same person.
    private async Task<string> NameAsync(ProjectAccess access, int environmentId, string name, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var prefix = TextFold.Fold(Prefix);
        var taken = (await ExperimentQueries.Of(db, access, environmentId)
                .Where(experiment => experiment.SearchText.StartsWith(prefix)).Select(experiment => experiment.Name).ToListAsync(cancellationToken))
            .Concat((await drafts.ListAsync(access, environmentId, cancellationToken)).Select(draft => draft.Name))
            .Select(TextFold.Fold).ToHashSet(StringComparer.Ordinal);
        for (var number = 1; ; number++)
        {
            var suffix = number == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" ({number})");
            var room = Experiment.NameMaxLength - Prefix.Length - suffix.Length;
            var copy = Prefix + string.Concat(name.EnumerateRunes().Take(room)).TrimEnd() + suffix;
            if (!taken.Contains(TextFold.Fold(copy)))
            {
                return copy;
            }
        }
    }
}
