using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.History;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Flags.Features.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>Changes what is written about an experiment and who owns it, in any status.</summary>
public sealed class EditExperiment(UnitOfWork work)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">The experiment's environment.</param>
    /// <param name="ExperimentId">The experiment.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int ExperimentId)
    {
        /// <summary>The new name, or null to keep it.</summary>
        public string? Name { get; init; }

        /// <summary>The new hypothesis, or null to keep it.</summary>
        public string? Hypothesis { get; init; }

        /// <summary>The new description, empty for none, or null to keep it.</summary>
        public string? Description { get; init; }

        /// <summary>The new tags, or null to keep them; kept as <see cref="TagRules.Fold"/> gives them.</summary>
        public IReadOnlyList<string>? Tags { get; init; }

        /// <summary>The new owner, or null to keep who it is.</summary>
        public NewOwner? Owner { get; init; }

        /// <summary>For how many days it is to run, 0 for no plan, or null to keep it.</summary>
        public int? PlannedDays { get; init; }

        /// <summary>Whether the asker also sent a flag: refused, with the right operation named.</summary>
        public bool SendsFlag { get; init; }

        /// <summary>Whether the asker also sent a rollout: refused, with the right operation named.</summary>
        public bool SendsRollout { get; init; }

        /// <summary>The revision on the asker's screen.</summary>
        public int? ExpectedRevision { get; init; }
    }

    /// <returns>The experiment's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = Check(command).ToList();
        return errors.Count > 0
            ? Task.FromResult<Result<int>>(errors)
            : work.InEnvironmentAsync<int>(
                command.Access, command.EnvironmentId, Permission.RunExperiments, change => RunAsync(change, command), cancellationToken);
    }

    private static IEnumerable<Error> Check(Command command)
    {
        if (command.SendsFlag)
        {
            yield return ExperimentErrors.FlagFixed();
        }

        if (command.SendsRollout)
        {
            yield return ExperimentErrors.RolloutElsewhere();
        }

        foreach (var error in (command.Name is null ? [] : ExperimentText.CheckName(command.Name))
            .Concat(command.Hypothesis is null ? [] : ExperimentText.CheckHypothesis(command.Hypothesis))
            .Concat(ExperimentText.CheckDescription(command.Description)).Concat(TagRules.Check(command.Tags)).Concat(ExperimentText.CheckPlan(command.PlannedDays)))
        {
            yield return error;
        }
    }

    private static async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        var found = await ExperimentChange.FindAsync(change, command.ExperimentId, command.ExpectedRevision);
        if (!found.TryGet(out var experiment, out var error))
        {
            return error;
        }

        var wanted = await WantedAsync(change, command, experiment);
        if (!wanted.TryGet(out var texts, out error))
        {
            return error;
        }

        var now = Texts.Of(experiment);
        var changed = texts.Differences(now).ToList();
        if (changed.Count == 0)
        {
            return change.Nothing<int>(experiment.Revision);
        }

        return await WriteAsync(change, experiment, texts, "edited", string.Join("; ", changed)) is { } refused ? refused : experiment.Revision;
    }

    /// <summary>Takes an edit back inside a transaction that somebody else opened: what it changed is as it was.</summary>
    /// <param name="change">The write in progress.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="before">How it was before the edit.</param>
    /// <param name="after">How it was after it.</param>
    /// <param name="action">What the record calls it.</param>
    /// <param name="summary">What the record says.</param>
    internal static async Task<Error?> GiveBackAsync(
        ChangeContext change, Experiment experiment, ExperimentRecord before, ExperimentRecord after, string action, string summary)
    {
        var (ownerId, ownerName) = (experiment.OwnerId, experiment.OwnerName);
        if (before.OwnerId != after.OwnerId || (before.OwnerId is null && before.Owner != after.Owner))
        {
            var found = await Owners.FindAsync(change.Db, change.Access.ProjectId, new NewOwner(before.OwnerId), change.Cancellation);
            if (!found.TryGet(out var owner, out _) || (owner is null && before.Owner is not null))
            {
                return HistoryErrors.OwnerGone(before.Owner);
            }

            (ownerId, ownerName) = (owner?.PersonId, owner?.Name);
        }

        var texts = new Texts(
            before.Name, before.Hypothesis, before.Description ?? string.Empty, TagRules.Keep(before.Tags), ownerId, ownerName, before.PlannedDays);
        return await WriteAsync(change, experiment, texts, action, summary);
    }

    private static async Task<Error?> WriteAsync(ChangeContext change, Experiment experiment, Texts texts, string action, string summary)
    {
        if (texts.Name != experiment.Name
            && (NameRules.WhyUnclear(texts.Name) ?? await ExperimentChange.WhyAlikeAsync(change, texts.Name, experiment.Id)) is { } refused)
        {
            return refused;
        }

        var rollout = (await RolloutWriter.OpenAsync(change, experiment)).Reading.State;
        var end = experiment.Status is ExperimentStatus.Completed
            ? await change.Db.Set<ExperimentEnd>().SingleOrDefaultAsync(end => end.ExperimentId == experiment.Id, change.Cancellation)
            : null;
        var before = ExperimentRecord.Of(experiment, rollout, end);
        var flag = await change.Db.Set<Feature>().Where(feature => feature.Id == experiment.FeatureId)
            .Select(feature => feature.Name).SingleAsync(change.Cancellation);
        texts.Write(experiment, flag);
        ExperimentRecord.Append(
            change, experiment, action, summary, before, ExperimentRecord.Of(experiment, rollout, end), flagRevision: null);
        return null;
    }

    private static async Task<Result<Texts>> WantedAsync(ChangeContext change, Command command, Experiment experiment)
    {
        var (ownerId, ownerName) = (experiment.OwnerId, experiment.OwnerName);
        if (command.Owner is { } named && named.PersonId != ownerId)
        {
            var found = await Owners.FindAsync(change.Db, change.Access.ProjectId, named, change.Cancellation);
            if (!found.TryGet(out var owner, out var error))
            {
                return error;
            }

            (ownerId, ownerName) = (owner?.PersonId, owner?.Name);
        }

        return new Texts(
            command.Name?.Trim() ?? experiment.Name,
            command.Hypothesis?.Trim() ?? experiment.Hypothesis,
            command.Description?.Trim() ?? experiment.Description,
            command.Tags is null ? experiment.Tags : TagRules.Keep(TagRules.Fold(command.Tags)),
            ownerId,
            ownerName,
            command.PlannedDays is null ? experiment.PlannedDays : ExperimentText.Plan(command.PlannedDays));
    }

    private sealed record Texts(string Name, string Hypothesis, string Description, string Tags, int? OwnerId, string? OwnerName, int? PlannedDays)
    {
        public static Texts Of(Experiment experiment) => new(
            experiment.Name, experiment.Hypothesis, experiment.Description, experiment.Tags, experiment.OwnerId, experiment.OwnerName, experiment.PlannedDays);

        public IEnumerable<string> Differences(Texts before) => new[]
        {
            Name == before.Name ? null : $"renamed from {before.Name}",
            Hypothesis == before.Hypothesis ? null : "hypothesis changed",
            Description == before.Description ? null : "description changed",
            Tags == before.Tags ? null : TagRules.Change(TagRules.Read(before.Tags), TagRules.Read(Tags)),
            OwnerId == before.OwnerId ? null : Owners.Change(before.OwnerName, OwnerName),
            PlannedDays == before.PlannedDays ? null : PlannedDays is { } days ? $"planned for {days} days" : "no longer planned",
        }.OfType<string>();

        public void Write(Experiment experiment, string flag)
        {
            (experiment.Name, experiment.Hypothesis, experiment.Description, experiment.Tags) = (Name, Hypothesis, Description, Tags);
            (experiment.OwnerId, experiment.OwnerName, experiment.PlannedDays) = (OwnerId, OwnerName, PlannedDays);
            experiment.SearchText = ExperimentText.Search(Name, flag, TagRules.Read(Tags));
        }
    }
}
