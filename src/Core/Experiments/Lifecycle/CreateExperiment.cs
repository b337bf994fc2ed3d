using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Periods;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Experiments.Traffic;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence.Writing;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>
/// Creates an experiment, with its rollout and its start if asked for, all in one transaction: a rule that fails leaves
/// nothing behind.
/// </summary>
public sealed class CreateExperiment(UnitOfWork work, IFlagTraffic traffic)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">Where the experiment will run.</param>
    /// <param name="FeatureId">The multivariate flag that it is on; null is refused with the field named.</param>
    /// <param name="Name">1 to 255 characters.</param>
    /// <param name="Hypothesis">Not empty.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int? FeatureId, string? Name, string? Hypothesis)
    {
        /// <summary>What else people should know; null for nothing.</summary>
        public string? Description { get; init; }

        /// <summary>At most <see cref="TagRules.Most"/>; kept as <see cref="TagRules.Fold"/> gives them.</summary>
        public IReadOnlyList<string> Tags { get; init; } = [];

        /// <summary>Whom to ask about it; null for the person who creates it.</summary>
        public NewOwner? Owner { get; init; }

        /// <summary>For how many days it is to run; null or 0 for no plan.</summary>
        public int? PlannedDays { get; init; }

        /// <summary>
        /// Provisions segment, override and default at once, even before the start: from then on everybody gets
        /// control. Null creates the experiment alone.
        /// </summary>
        public RolloutChange? Rollout { get; init; }

        /// <summary>Whether it starts in the same step.</summary>
        public bool Start { get; init; }

        /// <summary>Whether it starts even where not all holds that should, as <see cref="StartExperiment.Command.Anyway"/>.</summary>
        public bool Anyway { get; init; }

        /// <summary>The flag's revision on the asker's screen; null creates it whatever the flag serves now.</summary>
        public int? ExpectedFlagRevision { get; init; }

        /// <summary>The author's unfinished wizard that this finishes; it is removed.</summary>
        public string? DraftId { get; init; }

        /// <summary>Keeps the answer for a request that may be sent again; null does not.</summary>
        public ExperimentAnswer? Answer { get; init; }
    }

    /// <returns>The new experiment's id; 0 for a repeated request, whose answer is in <see cref="Command.Answer"/>.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = ExperimentText.CheckNewName(command.Name).Concat(ExperimentText.CheckHypothesis(command.Hypothesis))
            .Concat(ExperimentText.CheckDescription(command.Description)).Concat(TagRules.Check(command.Tags)).Concat(ExperimentText.CheckPlan(command.PlannedDays)).ToList();
        if (command.FeatureId is null)
        {
            errors.Add(ExperimentErrors.FlagMissing());
        }

        return errors.Count > 0
            ? Task.FromResult<Result<int>>(errors)
            : work.InEnvironmentAsync<int>(
                command.Access, command.EnvironmentId, Permission.RunExperiments, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        if (await ExperimentAnswer.LookAsync(change, command.Answer) is { } reused)
        {
            return reused;
        }

        if (command.Answer?.Request.IsRepeat is true)
        {
            return change.Nothing(0);
        }

        var found = await FindFlagAsync(change, command);
        if (!found.TryGet(out var feature, out var error))
        {
            return error;
        }

        if ((await CheckFlagRevisionAsync(change, command, feature) ?? await ExperimentChange.WhyAlikeAsync(change, command.Name!)) is { } refused)
        {
            return refused;
        }

        if (!(await Owners.FirstAsync(change.Db, change.Access, command.Owner, change.Cancellation)).TryGet(out var owner, out error))
        {
            return error;
        }

        var added = await AddAsync(change, command, feature, owner);
        if (!added.TryGet(out var experiment, out error))
        {
            return error;
        }

        await ExperimentChange.CountAsync(change, ExperimentStatus.Created, 1);
        RolloutState? state = null;
        int? flagRevision = null;
        if (command.Rollout is not null)
        {
            var rollout = await RolloutWriter.OpenAsync(change, experiment);
            var applied = await rollout.ApplyAsync(command.Rollout);
            if (!applied.TryGet(out state, out _))
            {
                return applied.Errors.ToArray();
            }

            flagRevision = await rollout.SaveAsync();
        }

        ExperimentRecord.Append(
            change, experiment, "created", state is null ? "created" : $"created with rollout {state.Describe()}", before: null,
            ExperimentRecord.Of(experiment, state), flagRevision);
        if (command.Start && (await StartExperiment.StartAsync(change, experiment, traffic, command.Anyway)).Error is { } refusal)
        {
            return refusal;
        }

        await FinishWizardAsync(change, command);
        await ExperimentAnswer.KeepAsync(change, command.Answer, command.Access, experiment.Id);
        return experiment.Id;
    }

    private static async Task FinishWizardAsync(ChangeContext change, Command command)
    {
        if (command.DraftId is { } draft && ExperimentDraft.IsId(draft))
        {
            _ = await ExperimentQueries.DraftsOf(change.Db, change.Access, command.EnvironmentId).Where(row => row.Id == draft)
                .ExecuteDeleteAsync(change.Cancellation);
        }
    }

    // Who gets what from now was said of the flag as it was then.
    private static async Task<Error?> CheckFlagRevisionAsync(ChangeContext change, Command command, Feature feature)
    {
        if (command.ExpectedFlagRevision is not { } expected)
        {
            return null;
        }

        var revision = await change.Db.Set<FlagHead>()
            .Where(head => head.EnvironmentId == command.EnvironmentId && head.FeatureId == feature.Id)
            .Select(head => head.Revision).SingleAsync(change.Cancellation);
        return await StaleRevision.CheckAsync(change, AuditKey.Flag(command.EnvironmentId, feature.Id), expected, revision);
    }

    private static async Task<Result<Experiment>> AddAsync(ChangeContext change, Command command, Feature feature, OwnerItem? owner)
    {
        var db = change.Db;
        var (name, tags) = (command.Name!.Trim(), TagRules.Fold(command.Tags));
        var experiment = new Experiment
        {
            Id = await Counters.TakeAsync(db, Counters.Experiments, 1, change.Cancellation),
            EnvironmentId = command.EnvironmentId,
            FeatureId = feature.Id,
            Name = name,
            Hypothesis = command.Hypothesis!.Trim(),
            Description = command.Description?.Trim() ?? string.Empty,
            Tags = TagRules.Keep(tags),
            PlannedDays = ExperimentText.Plan(command.PlannedDays),
            OwnerId = owner?.PersonId,
            OwnerName = owner?.Name,
            SearchText = ExperimentText.Search(name, feature.Name, tags),
            CreatedAt = change.Now,
            CreatedBy = change.Actor.Name,
            UpdatedAt = change.Now,
            StatusSince = change.Now,
        };
        _ = db.Add(experiment);
        _ = db.Add(new ExperimentPhase
        {
            ExperimentId = experiment.Id,
            Number = experiment.Phase,
            BeganAt = change.Now,
            BeganBy = change.Actor.Name,
        });
        try
        {
            _ = await db.SaveChangesAsync(change.Cancellation);
        }
        catch (DbUpdateException exception) when (UniqueIndex.Violated(
            exception, ExperimentMapping.OneActiveIndex, "experiments.feature_id, experiments.environment_id"))
        {
            return ExperimentErrors.FlagTaken(feature.Name, "that somebody else just created", ExperimentStatus.Created);
        }

        return experiment;
    }

    private static async Task<Result<Feature>> FindFlagAsync(ChangeContext change, Command command)
    {
        var db = change.Db;
        var feature = await db.Set<Feature>().SingleOrDefaultAsync(
            feature => feature.Id == command.FeatureId && feature.ProjectId == command.Access.ProjectId && feature.DeletedAt == null,
            change.Cancellation);
        if (feature is null)
        {
            return ExperimentErrors.FlagUnknown();
        }

        if (feature.ArchivedAt is not null)
        {
            return ExperimentErrors.FlagArchived(feature.Name);
        }

        if (!await db.Set<Variant>().AnyAsync(variant => variant.FeatureId == feature.Id && variant.DeletedAt == null, change.Cancellation))
        {
            return ExperimentErrors.FlagNotMultivariate(feature.Name);
        }

        var holder = await db.Set<Experiment>().AsNoTracking()
            .Where(experiment => experiment.FeatureId == feature.Id && experiment.EnvironmentId == command.EnvironmentId
                && experiment.Status != ExperimentStatus.Completed && experiment.DeletedAt == null)
            .Select(experiment => new { experiment.Name, experiment.Status })
            .FirstOrDefaultAsync(change.Cancellation);
        return holder is null ? feature : ExperimentErrors.FlagTaken(feature.Name, holder.Name, holder.Status);
    }
}
