using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Evaluation.Forecast;
using ExperimentAdmin.Core.Experiments.Disturbances;
using ExperimentAdmin.Core.Experiments.Emergency;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Periods;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Access;
using ExperimentAdmin.Unit.Flags;
using ExperimentAdmin.Unit.Serving;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>
/// Whatever several people do in whatever order, in this process and in others that are started for it: what is allowed is what the model
/// allows, and what is stored, served, recorded and remembered is what the model says.
/// </summary>
public abstract class LifeModelTests(DatabaseProvider provider, Versioning versioning) : ServingWorld(provider, versioning)
{
    private static readonly int s_sequences = Proof.IsInFull ? 40 : 3;
    private const int Steps = 30;
    private const int Identities = 120;

    private ProjectAccess _administrator = null!;
    private int _segment;

    public sealed class InPlaceOnSqlite() : LifeModelTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnSqlite() : LifeModelTests(DatabaseProvider.Sqlite, Versioning.V2);

    public sealed class InPlaceOnPostgres() : LifeModelTests(DatabaseProvider.Postgres, Versioning.V1);

    public sealed class PublishedOnPostgres() : LifeModelTests(DatabaseProvider.Postgres, Versioning.V2);

    [Fact]
    public async Task AfterEveryStep_AllIsAsTheModelSays()
    {
        _administrator = await World.AccessAsync(Role.Administrator);
        _segment = await World.AddSegmentAsync("Pro");
        foreach (var steps in s_steps.ArrayOf(Steps).Sample(s_sequences))
        {
            await World.AllocateDefaultAsync(1_000, 2_000);
            await World.WriteFlagAsync(flag => _ = flag.Overrides.RemoveAll(state => state.Rank < OverrideRank.Rollout));
            var model = new LifeModel { Percentage = 2_000, Shares = [5_000, 0, 0], Taken = [1_000, 2_000, 0] };
            var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
            var lineage = await LineageAsync(id);
            foreach (var (number, step) in steps.Index())
            {
                World.Clock.Advance(TimeSpan.FromMinutes(step.Minutes));
                var phase = model.Phase;
                var isAllowed = model.Do(step);
                await using var other = step.IsElsewhere ? World.AnotherProcess(new MadeContexts(World.Open)) : null;
                var refusal = await DoAsync(other ?? World.Get<IServiceProvider>(), id, step);
                var story = string.Join(Environment.NewLine, steps.Take(number + 1).Select(step => step.ToString()));
                (refusal is null).ShouldBe(isAllowed, $"{refusal?.Message}{Environment.NewLine}{story}");
                var now = await LineageAsync(id);
                if (phase == model.Phase)
                {
                    now.ShouldBe(lineage, $"nobody is dealt again without a phase{Environment.NewLine}{story}");
                }
                else
                {
                    (now.SegmentId == lineage.SegmentId || now.Seed == lineage.Seed).ShouldBeFalse(story);
                }

                lineage = now;
                await HoldsAsync(id, model, story);
            }

            await ClearAsync(id, model);
        }
    }

    private static readonly Gen<LifeStep> s_steps =
        from kind in Gen.Frequency(
            (6, Gen.Constant(LifeStepKind.Apply)), (4, Gen.Constant(LifeStepKind.Start)), (3, Gen.Constant(LifeStepKind.Pause)),
            (1, Gen.Constant(LifeStepKind.NewPhase)), (3, Gen.Constant(LifeStepKind.End)), (4, Gen.Constant(LifeStepKind.Undo)),
            (1, Gen.Constant(LifeStepKind.Archive)), (2, Gen.Constant(LifeStepKind.Unarchive)), (1, Gen.Constant(LifeStepKind.StopAll)),
            (1, Gen.Constant(LifeStepKind.ResumeStopped)), (1, Gen.Constant(LifeStepKind.Open)), (1, Gen.Constant(LifeStepKind.Close)),
            (2, Gen.Constant(LifeStepKind.ChangeDefault)), (1, Gen.Constant(LifeStepKind.Exclude)))
        from minutes in Gen.Choose(0, 2)
        from percentage in Gen.Choose(1, BasisPoints.Whole)
        from shares in Gen.Choose(0, 3_333).ArrayOf(3)
        from ending in Gen.Elements(EndingKind.Variant, EndingKind.Control, EndingKind.Restore)
        from isElsewhere in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new LifeStep(kind, minutes, percentage, shares, ending, isElsewhere);

    private async Task<Error?> DoAsync(IServiceProvider process, int id, LifeStep step)
    {
        var (manager, environment) = (World.Manager, World.EnvironmentId);
        return step.Kind switch
        {
            LifeStepKind.Apply => (await process.GetRequiredService<ApplyRollout>().RunAsync(
                new(manager, environment, id, new() { Percentage = new(step.Percentage), Allocations = Allocations(step) }), Cancellation)).Error,
            LifeStepKind.Start => (await process.GetRequiredService<StartExperiment>().RunAsync(new(manager, environment, id) { Anyway = true }, Cancellation)).Error,
            LifeStepKind.Pause => (await process.GetRequiredService<PauseExperiment>().RunAsync(new(manager, environment, id), Cancellation)).Error,
            LifeStepKind.NewPhase => (await process.GetRequiredService<StartNewPhase>().RunAsync(new(manager, environment, id, "Other people."), Cancellation)).Error,
            LifeStepKind.End => (await process.GetRequiredService<EndExperiment>().RunAsync(
                new(manager, environment, id, step.Ending is EndingKind.Variant ? Ending.Ship(World.Variants[0]) : new Ending(step.Ending), Conclusion.Won),
                Cancellation)).Error,
            LifeStepKind.Undo => (await process.GetRequiredService<UndoEnd>().RunAsync(new(manager, environment, id), Cancellation)).Error,
            LifeStepKind.Archive or LifeStepKind.Unarchive => (await process.GetRequiredService<ArchiveExperiment>().RunAsync(
                new(manager, environment, id, step.Kind is LifeStepKind.Archive), Cancellation)).Error,
            LifeStepKind.StopAll => (await process.GetRequiredService<StopAllExperiments>().RunAsync(new(manager, environment), Cancellation)).Error,
            LifeStepKind.ResumeStopped => (await process.GetRequiredService<ResumeStopped>().RunAsync(new(manager, environment), Cancellation)).Error,
            LifeStepKind.Open => (await process.GetRequiredService<OpenFrozenFlag>().RunAsync(new(_administrator, environment, id, "Because."), Cancellation)).Error,
            LifeStepKind.Close => (await process.GetRequiredService<CloseFrozenFlag>().RunAsync(new(_administrator, environment, id), Cancellation)).Error,
            LifeStepKind.ChangeDefault => (await process.GetRequiredService<ChangeDefault>().RunAsync(
                new(_administrator, environment, World.FeatureId, new StateChange { Allocations = Allocations(step) }), Cancellation)).Error,
            LifeStepKind.Exclude => (await process.GetRequiredService<ExcludeSegment>().RunAsync(new(manager, environment, id, _segment), Cancellation)).Error,
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };
    }

    private List<VariantAllocation> Allocations(LifeStep step)
        => [.. step.Shares.Zip(World.Variants, (share, variant) => new VariantAllocation(variant, new BasisPoints(share)))];

    private async Task HoldsAsync(int id, LifeModel model, string story)
    {
        var view = await World.ViewAsync(id);
        (view.Item.Status, view.Item.Phase, view.Item.ArchivedAt is not null, view.Item.StoppedBy is not null)
            .ShouldBe((model.Status, model.Phase, model.IsArchived, model.IsStopped), story);
        var state = view.Item.Rollout.State.ShouldNotBeNull(story);
        (state.Percentage.Value, state.Enabled).ShouldBe((model.Percentage, model.Enabled), story);
        World.Variants.Select(variant => state.Of(variant).Value).ShouldBe(model.Shares, story);
        World.Variants.Select(variant => view.Default.Of(variant).Value).ShouldBe(model.Default, story);
        (view.Disturbances.Open is not null).ShouldBe(model.IsOpen, story);
        await IsRecordedAsync(id, model, story);
        await IsRememberedAsync(id, model, view.Item.Phase, story);
        await IsServedAsync(id, model, story);
    }

    private async Task IsRecordedAsync(int id, LifeModel model, string story)
    {
        var records = await World.HistoryAsync(AuditKey.Experiment(id));
        records.Select(record => record.Number).ShouldBe(Enumerable.Range(1, model.Records).Reverse(), story);
        records.ShouldAllBe(record => record.Actor.Name.Length > 0 && record.Summary.Length > 0);
    }

    private async Task IsRememberedAsync(int id, LifeModel model, int phase, string story)
    {
        var timeline = (await World.Get<TimelineReads>().FindAsync(World.Manager, World.EnvironmentId, id, Cancellation)).ShouldNotBeNull();
        var periods = timeline.Periods;
        periods.ShouldAllBe(period => period.EndedAt == null || period.EndedAt > period.BeganAt, story);
        periods.Zip(periods.Skip(1)).ShouldAllBe(pair => pair.First.EndedAt <= pair.Second.BeganAt && pair.First.Phase <= pair.Second.Phase, story);
        timeline.Phases.Select(each => each.Number).ShouldBe(Enumerable.Range(1, phase), story);
        periods.Count(period => period.EndedAt is null).ShouldBe(model.IsServed ? 1 : 0, story);
        if (model.IsServed)
        {
            (periods[^1].Phase, periods[^1].Percentage.Value).ShouldBe((phase, model.Percentage), story);
        }
    }

    private async Task IsServedAsync(int id, LifeModel model, string story)
    {
        await Keeper.CatchUpAsync(Cancellation);
        var served = Served;
        var flag = served.Snapshot.IndexOf("checkout_button");
        var hash = (await World.Get<ExperimentReads>().SaltsAsync(World.Manager, World.EnvironmentId, id, Cancellation)).ShouldNotBeNull().Hasher();
        var rollout = new RolloutAssignment(new(model.Percentage), [.. model.Shares.Select(share => new BasisPoints(share))]);
        for (var number = 0; number < Identities; number++)
        {
            var (identifier, isPro) = ($"user-{number}", number % 4 == 0);
            var context = isPro ? Context(served, identifier, ("plan", "pro")) : Context(served, identifier);
            var answer = served.Snapshot.Evaluate(flag, context);
            var (entering, splitting) = hash(identifier);
            var arm = model.IsServed && !(isPro && model.IsExcluded) ? rollout.Of(entering, splitting) : RolloutAssignment.Outside;
            if (arm != RolloutAssignment.Outside)
            {
                answer.VariantKey.ShouldBe(arm == 0 ? "control" : ((string[])["big", "bigger", "biggest"])[arm - 1], story);
            }
            else if (model.Default.All(share => share == 0) && !(isPro && model.IsExcluded))
            {
                answer.VariantKey.ShouldBe("control", story);
            }
            else if (model.Default[0] == BasisPoints.Whole && !(isPro && model.IsExcluded))
            {
                answer.VariantKey.ShouldBe("big", story);
            }
        }
    }

    private async Task ClearAsync(int id, LifeModel model)
    {
        if (model.Status is ExperimentStatus.Running)
        {
            (await World.PauseAsync(id)).Error.ShouldBeNull();
        }

        (await World.Get<DeleteExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id), Cancellation)).Error.ShouldBeNull();
    }

    private async Task<(int SegmentId, int Seed)> LineageAsync(int id)
    {
        var salts = (await World.Get<ExperimentReads>().SaltsAsync(World.Manager, World.EnvironmentId, id, Cancellation)).ShouldNotBeNull();
        return (salts.SegmentId, salts.Seed);
    }
}
