using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.History;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>The last change of an experiment, undone, and any two of its revisions beside each other.</summary>
public abstract class UndoLastTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    private const int Lives = 6;
    private const int Steps = 10;

    public sealed class InPlaceOnSqlite() : UndoLastTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnPostgres() : UndoLastTests(DatabaseProvider.Postgres, Versioning.V2);

    [Fact]
    public async Task ARollout_GoesBack_InOneRecord_ThatNamesWhatItUndid()
    {
        var id = await RunningAsync();
        var before = await StateAsync(id);
        (await World.ApplyAsync(id, World.Rollout(5_000, enabled: false, 1_000, 2_000) with { ControlValue = "plain" })).Error.ShouldBeNull();
        var number = (await World.ViewAsync(id)).Item.Revision;

        (await UndoAsync(id, await World.AccessAsync(Role.Support))).Value.ShouldBe(number + 1);

        (await StateAsync(id)).ShouldBe(before);
        var history = await World.HistoryAsync(AuditKey.Experiment(id));
        history.Count.ShouldBe(number + 1);
        (history[0].Number, history[0].Action).ShouldBe((number + 1, "rollout_undone"));
        history[0].Summary.ShouldBe($"undone: {history[1].Summary} (revision {number})");
        history[0].Summary.ShouldContain("rollout 20 % to 50 %");
        history[0].Also.ShouldBe(AuditKey.Flag(World.EnvironmentId, World.FeatureId));
        (history[0].BeforeJson, history[0].AfterJson).ShouldBe((history[1].AfterJson, history[1].BeforeJson));
    }

    [Fact]
    public async Task AControlValue_OfAFlagThatHadNone_IsNoneAgain()
    {
        await World.WriteFlagAsync(flag => flag.Default.Value = null);
        var id = await World.CreateExperimentAsync(new RolloutChange { Percentage = new BasisPoints(2_000), Allocations = [] });
        var before = await StateAsync(id);
        (await World.ApplyAsync(id, new RolloutChange { ControlValue = "classic" })).Error.ShouldBeNull();

        (await UndoAsync(id)).Error.ShouldBeNull();

        (await StateAsync(id)).ShouldBe(before);
    }

    [Fact]
    public async Task WhatIsWritten_GoesBack_WithItsOwner_AlsoWhenCompleted()
    {
        var id = await RunningAsync();
        (await World.EndAsync(id, Ending.Restore)).Error.ShouldBeNull();
        var before = await StateAsync(id);
        (await EditAsync(id)).Error.ShouldBeNull();
        (await World.ViewAsync(id)).Item.Owner.ShouldBeNull();

        (await UndoAsync(id)).Error.ShouldBeNull();

        (await StateAsync(id)).ShouldBe(before);
        (await World.ViewAsync(id)).Item.Owner!.Name.ShouldBe("ProductManager");
        (await World.HistoryAsync(AuditKey.Experiment(id)))[0].Changes.Select(change => change.Field).ShouldBe(
            ["name", "hypothesis", "description", "tags", "owner", "planned days"], ignoreOrder: true);
        (await SearchAsync("Checkout")).ShouldBe([id], "what is searched goes back as well");
    }

    [Fact]
    public async Task AnEdit_StaysWhereItIs_OnceItsNameOrItsOwnerCannotComeBack()
    {
        var id = await RunningAsync();
        var support = (await World.AccessAsync(Role.Support)).Actor.Id;
        (await World.Get<EditExperiment>().RunAsync(Edit(id) with { Owner = new NewOwner(support) }, Cancellation)).Error.ShouldBeNull();
        (await World.Get<EditExperiment>().RunAsync(Edit(id) with { Owner = new NewOwner(null) }, Cancellation)).Error.ShouldBeNull();
        await using (var db = World.Open())
        {
            _ = await db.Set<Core.Access.People.Person>().Where(person => person.Id == support)
                .ExecuteUpdateAsync(rows => rows.SetProperty(person => person.DeactivatedAt, World.Clock.Now()), Cancellation);
        }

        var refused = (await UndoAsync(id)).Error!;

        (refused.Code, refused.Message).ShouldBe(
            ("undo_refused", "Support can no longer read this project, so the owner cannot come back. Change what is written instead."));
    }

    [Fact]
    public async Task APause_IsUndone_AtTheRolloutThatItHad()
    {
        var id = await RunningAsync();
        (await World.ApplyAsync(id, new RolloutChange { Enabled = false })).Error.ShouldBeNull();
        var before = await StateAsync(id);
        (await World.PauseAsync(id)).Error.ShouldBeNull();
        (await UndoAsync(id, await World.AccessAsync(Role.Support))).Error!.Code.ShouldBe("role_too_low");

        (await UndoAsync(id)).Error.ShouldBeNull();

        (await StateAsync(id)).ShouldBe(before, "the override is disabled as it was");
        (await World.HistoryAsync(AuditKey.Experiment(id)))[0].Action.ShouldBe("pause_undone");
    }

    [Fact]
    public async Task AResumption_IsUndone_BySupport()
    {
        var id = await RunningAsync();
        (await World.PauseAsync(id)).Error.ShouldBeNull();
        (await World.ApplyAsync(id, new RolloutChange { Enabled = false })).Error.ShouldBeNull();
        var before = await StateAsync(id);
        (await World.StartAsync(id)).Error.ShouldBeNull();

        (await UndoAsync(id, await World.AccessAsync(Role.Support))).Error.ShouldBeNull();

        (await StateAsync(id)).ShouldBe(before);
        (await World.HistoryAsync(AuditKey.Experiment(id)))[0].Action.ShouldBe("resume_undone");
    }

    [Fact]
    public async Task AnEnd_IsUndone_WithTheRefusalsOfThat()
    {
        var id = await RunningAsync();
        var before = await StateAsync(id);
        var served = (await World.FlagAsync()).Default.Fingerprint();
        (await World.EndAsync(id, Ending.Control)).Error.ShouldBeNull();

        (await UndoAsync(id)).Error.ShouldBeNull();

        (await StateAsync(id)).ShouldBe(before);
        (await World.FlagAsync()).Default.Fingerprint().ShouldBe(served);
        (await World.HistoryAsync(AuditKey.Experiment(id)))[0].Summary.ShouldStartWith("undone: ");
        (await World.EndAsync(id, Ending.Control)).Error.ShouldBeNull();
        await World.WriteFlagAsync(flag => flag.Default.Enabled = false);
        (await LastAsync(id)).Refusal!.Code.ShouldBe("end_not_undoable");
        (await UndoAsync(id)).Error!.Code.ShouldBe("end_not_undoable");
    }

    [Theory]
    [InlineData("created", "nothing to undo")]
    [InlineData("started", "people were let in")]
    [InlineData("rollout_created", "first rollout")]
    [InlineData("new_phase", "dealt again")]
    [InlineData("concluded", "none that can be undone")]
    [InlineData("archived", "none that can be undone")]
    [InlineData("rollout_undone", "an undo itself")]
    [InlineData("end_undone", "an undo itself")]
    public async Task WhatIsNeverUndone_IsRefused_AndTheReadSaysTheSame(string action, string why)
    {
        var id = await DoneAsync(action);
        var before = await StateAsync(id);
        (await World.HistoryAsync(AuditKey.Experiment(id)))[0].Action.ShouldBe(action);

        var refused = (await UndoAsync(id)).Error!;

        refused.Code.ShouldBe("undo_refused");
        refused.Message.ShouldContain(why);
        (await LastAsync(id)).Refusal.ShouldBe(refused);
        (await StateAsync(id)).ShouldBe(before);
    }

    [Fact]
    public async Task AStaleScreen_IsToldWhoDidWhat()
    {
        var id = await RunningAsync();
        (await World.ApplyAsync(id, World.Rollout(5_000, enabled: true, 5_000))).Error.ShouldBeNull();
        var seen = (await World.ViewAsync(id)).Item.Revision;
        (await World.ApplyAsync(id, World.Rollout(6_000, enabled: true, 5_000))).Error.ShouldBeNull();

        var refused = (await World.Get<UndoLast>().RunAsync(new(World.Manager, World.EnvironmentId, id, seen), Cancellation)).Error!;

        (refused.Code, refused.Subject).ShouldBe(("stale_revision", "ProductManager"));
        (await World.Get<UndoLast>().RunAsync(new(World.Manager, World.EnvironmentId, id, seen + 1), Cancellation)).Error.ShouldBeNull();
        (await UndoAsync(999_999)).Error!.Code.ShouldBe("experiment_not_found");
        (await UndoAsync(id, await World.AccessAsync(Role.Viewer))).Error!.Code.ShouldBe("role_too_low");
    }

    [Fact]
    public async Task TheRead_SaysWhatTheUndoDoes_ToWhoeverMay()
    {
        var id = await RunningAsync();
        (await World.ApplyAsync(id, World.Rollout(5_000, enabled: true, 5_000))).Error.ShouldBeNull();
        var last = await LastAsync(id, await World.AccessAsync(Role.Support));
        (last.Refusal, last.Summary, last.Effect).ShouldBe((null, "rollout 20 % to 50 %", "The rollout changes back: rollout 50 % to 20 %."));
        last.Changes.ShouldBe([new("rollout › percentage", "50 %", "20 %")]);
        (await LastAsync(id, await World.AccessAsync(Role.Viewer))).Refusal!.Code.ShouldBe("role_too_low");

        (await World.PauseAsync(id)).Error.ShouldBeNull();
        (await LastAsync(id)).Effect.ShouldBe("Checkout button size runs again at 50 %: big 50 %, control 50 %: everybody gets the arm that they had.");
        (await LastAsync(id, await World.AccessAsync(Role.Support))).Refusal!.Code.ShouldBe("role_too_low");
        (await World.StartAsync(id)).Error.ShouldBeNull();
        (await LastAsync(id)).Effect.ShouldBe("Checkout button size is paused again: everybody gets the environment default.");
        (await EditAsync(id)).Error.ShouldBeNull();
        (await LastAsync(id)).Effect.ShouldBe("What was written before is there again.");
        (await World.EndAsync(id, Ending.Restore)).Error.ShouldBeNull();
        (await LastAsync(id)).Effect!.ShouldStartWith("Renamed is running again at 50 %");
    }

    [Fact]
    public async Task AnyTwoRevisions_AreCompared_MemberByMember_InWords()
    {
        var id = await RunningAsync();
        (await World.ApplyAsync(id, World.Rollout(5_000, enabled: true, 2_500))).Error.ShouldBeNull();
        (await World.PauseAsync(id)).Error.ShouldBeNull();
        (await EditAsync(id)).Error.ShouldBeNull();
        var newest = (await World.ViewAsync(id)).Item.Revision;
        var reads = World.Get<HistoryReads>();

        var compared = (await reads.CompareAsync(World.Manager, World.EnvironmentId, id, newest, newest - 3, Cancellation)).Value;

        (compared.From.Number, compared.To.Number).ShouldBe((newest, newest - 3));
        var fields = compared.Changes.ToDictionary(change => change.Field, change => (change.Before, change.After));
        fields["name"].ShouldBe(("Renamed", "Checkout button size"));
        fields["status"].ShouldBe(("paused", "running"));
        fields["rollout › percentage"].ShouldBe(("50 %", "20 %"));
        fields["owner"].ShouldBe((null, "ProductManager"));
        fields.Keys.ShouldNotContain("owner id");
        (await reads.CompareAsync(World.Manager, World.EnvironmentId, id, newest, newest, Cancellation)).Value.Changes.ShouldBeEmpty();
        var unknown = (await reads.CompareAsync(World.Manager, World.EnvironmentId, id, 1, 99, Cancellation)).Error!;
        (unknown.Code, unknown.Field).ShouldBe(("revision_unknown", "to"));
        (await reads.CompareAsync(World.Manager, World.EnvironmentId, 999_999, 1, 1, Cancellation)).Error!.Code.ShouldBe("experiment_not_found");
    }

    [Fact]
    public async Task EveryRevision_IsListed_AndNoneOfAnotherEnvironment()
    {
        var id = await RunningAsync();
        (await World.PauseAsync(id)).Error.ShouldBeNull();
        var (reads, newest) = (World.Get<HistoryReads>(), (await World.ViewAsync(id)).Item.Revision);

        var page = (await reads.FindAsync(World.Manager, World.EnvironmentId, id, new ListQuery { Size = 2 }, Cancellation))!;

        (page.Entries.Total, page.Last.Number).ShouldBe((newest, newest));
        page.Entries.Items.Select(entry => entry.Number).ShouldBe([newest, newest - 1]);
        (await reads.EachAsync(World.Manager, World.EnvironmentId, id, Cancellation).Select(entry => entry.Number).ToListAsync(Cancellation))
            .ShouldBe(Enumerable.Range(1, newest).Reverse());
        (await reads.FindAsync(World.Manager, World.EnvironmentId + 1_000, id, new ListQuery(), Cancellation)).ShouldBeNull();
        (await reads.EachAsync(World.Manager, World.EnvironmentId + 1_000, id, Cancellation).ToListAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhateverWasLast_AnUndoLeavesAllAsItWas_OrNothingHappens()
    {
        foreach (var life in s_lives.Sample(Lives))
        {
            var id = await RunningAsync();
            var lineage = await LineageAsync(id);
            foreach (var step in life)
            {
                var before = await StateAsync(id);
                var (revision, did) = ((await World.ViewAsync(id)).Item.Revision, await StepAsync(id, step));
                var after = await StateAsync(id);
                if (!did || (await World.ViewAsync(id)).Item.Revision == revision)
                {
                    after.ShouldBe(before);
                    continue;
                }

                (await LastAsync(id)).Refusal.ShouldBeNull();
                if (step.IsUndone)
                {
                    (await UndoAsync(id)).Error.ShouldBeNull();
                    (await StateAsync(id)).ShouldBe(before, step.ToString());
                    (await UndoAsync(id)).Error!.Code.ShouldBe("undo_refused");
                }

                (await LineageAsync(id)).ShouldBe(lineage, step.ToString());
            }

            _ = await World.CompleteAsync(id);
        }
    }

    private static readonly Gen<Step[]> s_lives = (
        from kind in Gen.Elements("rollout", "rollout", "edit", "pause", "resume", "end")
        from percentage in Gen.Choose(0, BasisPoints.Whole)
        from share in Gen.Choose(0, BasisPoints.Whole)
        from enabled in Gen.Elements(true, false)
        from isUndone in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        select new Step(kind, percentage, share, enabled, isUndone || kind == "end")).ArrayOf(Steps);

    private async Task<bool> StepAsync(int id, Step step) => step.Kind switch
    {
        "rollout" => (await World.ApplyAsync(id, World.Rollout(step.Percentage, step.Enabled, step.Share))).IsOk,
        "edit" => (await World.Get<EditExperiment>().RunAsync(
            Edit(id) with { Hypothesis = $"Hypothesis {step.Share}", PlannedDays = step.Percentage % 90 }, Cancellation)).IsOk,
        "pause" => (await World.PauseAsync(id)).IsOk,
        "resume" => (await World.StartAsync(id)).IsOk,
        _ => (await World.EndAsync(id, Ending.Control)).IsOk,
    };

    // All that an undo has to give back, and what it must not touch.
    private async Task<string> StateAsync(int id)
    {
        var item = (await World.ViewAsync(id)).Item;
        var rollout = item.Rollout.State;
        return string.Join(
            '|', item.Name, item.Hypothesis, item.Description, string.Join(' ', item.Tags), item.Owner?.PersonId, item.PlannedDays, item.Status, item.Phase,
            rollout?.Describe(), rollout?.ControlValue ?? "none", rollout?.Enabled, item.Rollout.Exists ? await LineageAsync(id) : null);
    }

    private async Task<(int Segment, int Seed)> LineageAsync(int id)
    {
        await using var db = World.Open();
        var segment = await db.Set<Segment>().SingleAsync(segment => segment.ExperimentId == id && segment.DeletedAt == null, Cancellation);
        return (segment.Id, (await World.FlagAsync()).OverrideOf(segment.Id)!.Scope.Seed);
    }

    private async Task<int> DoneAsync(string action)
    {
        var id = action is "rollout_created"
            ? await World.CreateExperimentAsync()
            : await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: action is not ("created" or "started"));
        switch (action)
        {
            case "created":
                break;
            case "started":
                (await World.StartAsync(id)).Error.ShouldBeNull();
                break;
            case "rollout_created":
                (await World.ApplyAsync(id, World.Rollout(2_000, enabled: false, 5_000))).Error.ShouldBeNull();
                break;
            case "new_phase":
                (await World.NewPhaseAsync(id)).Error.ShouldBeNull();
                break;
            case "rollout_undone":
                (await World.ApplyAsync(id, World.Rollout(5_000, enabled: true, 5_000))).Error.ShouldBeNull();
                (await UndoAsync(id)).Error.ShouldBeNull();
                break;
            default:
                (await World.EndAsync(id, Ending.Restore)).Error.ShouldBeNull();
                (action switch
                {
                    "end_undone" => (await World.UndoEndAsync(id)).Error,
                    "archived" => (await World.Get<ArchiveExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id, Archived: true), Cancellation)).Error,
                    _ => (await World.Get<ConcludeExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id, Conclusion.Lost, null), Cancellation)).Error,
                }).ShouldBeNull();
                break;
        }

        return id;
    }

    private Task<int> RunningAsync() => World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);

    private EditExperiment.Command Edit(int id) => new(World.Manager, World.EnvironmentId, id);

    private Task<Result<int>> EditAsync(int id) => World.Get<EditExperiment>().RunAsync(
        Edit(id) with
        {
            Name = "Renamed",
            Hypothesis = "Something else.",
            Description = "More about it.",
            Tags = ["late", "checkout"],
            Owner = new NewOwner(null),
            PlannedDays = 14,
        },
        Cancellation);

    private Task<Result<int>> UndoAsync(int id, ProjectAccess? access = null)
        => World.Get<UndoLast>().RunAsync(new(access ?? World.Manager, World.EnvironmentId, id), Cancellation);

    private async Task<LastUndo> LastAsync(int id, ProjectAccess? access = null)
        => (await World.Get<HistoryReads>().FindAsync(access ?? World.Manager, World.EnvironmentId, id, new ListQuery(), Cancellation))!.Last;

    private async Task<IReadOnlyList<int>> SearchAsync(string text)
        => [.. (await World.Get<ExperimentReads>().ListAsync(World.Manager, World.EnvironmentId, new ExperimentListQuery { Search = text }, Cancellation))
            .Page.Items.Select(item => item.Id)];

    private sealed record Step(string Kind, int Percentage, int Share, bool Enabled, bool IsUndone);
}
