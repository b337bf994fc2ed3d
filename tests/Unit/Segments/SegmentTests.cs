using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Evaluation.Conditions.Patterns;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.Reads;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Segments;

public abstract class SegmentTests(DatabaseProvider provider) : WorldTests(provider)
{
    private static readonly IReadOnlyList<SegmentRule> s_rules =
        [new(RuleType.All, [new SegmentCondition("plan", SegmentOperator.Equal, "pro")], [])];

    public sealed class OnSqlite() : SegmentTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : SegmentTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task Creating_KeepsWhatWasEntered_AndRaisesEveryEnvironment()
    {
        var before = await RevisionAsync();
        var id = await CreateAsync(" Professionals ", [new(RuleType.Any, [new("", SegmentOperator.PercentageSplit, "30.0")], [])]);

        var view = await FindAsync(id);
        view.Item.Name.ShouldBe("Professionals");
        view.Item.Revision.ShouldBe(1);
        view.Rules!.Single().Conditions.ShouldBe([new("", SegmentOperator.PercentageSplit, "30")]);
        (await RevisionAsync()).ShouldBe(before + 1);
        (await HistoryAsync(id)).ShouldHaveSingleItem().Summary.ShouldBe("created");
    }

    [Fact]
    public async Task BlanksFromBefore_StayUntilTheRulesAreSaved()
    {
        var id = await CreateAsync("Staff");
        IReadOnlyList<SegmentRule> old = [new(RuleType.All, [new SegmentCondition("country", SegmentOperator.In, "de, fr")], [])];
        await World.ChangeRulesAsync(id, old);

        (await EditAsync(new(World.Manager, id) { Name = "Crew" })).Error.ShouldBeNull();
        var kept = await FindAsync(id);
        (kept.Rules![0].Conditions[0].Value, kept.IsTidy).ShouldBe(("de, fr", false));

        (await EditAsync(new(World.Manager, id) { Rules = old })).Error.ShouldBeNull();
        var saved = await FindAsync(id);
        (saved.Rules![0].Conditions[0].Value, saved.IsTidy).ShouldBe(("de,fr", true));
    }

    [Fact]
    public async Task WhatWasStoredBeforeItWasRefused_IsNamed_AndIsServed()
    {
        var id = await CreateAsync("Staff");
        await World.ChangeRulesAsync(id, [new(RuleType.All, [new("constructor", SegmentOperator.IsSet, ""), new("mail", SegmentOperator.Regex, "^a|b")], [])]);

        var view = await FindAsync(id);

        view.Notes.Select(note => (note.Path, note.Form.Code)).ShouldBe(
            [("rules[0].conditions[0]", "property_in_javascript"), ("rules[0].conditions[1]", "pattern_not_anchored")]);
        view.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task EverythingWrong_IsReportedAtOnce()
    {
        var result = await World.Get<CreateSegment>().RunAsync(
            new(World.Manager, " ", new string('x', 2_001), []), Cancellation);

        result.Errors.Select(error => (error.Code, error.Field)).ShouldBe(
            [("name_missing", "name"), ("description_too_long", "description"), ("rules_missing", "rules")]);
    }

    [Fact]
    public async Task ANameIsTakenOnce_WhateverItsCase_UntilItsSegmentIsDeleted()
    {
        var id = await CreateAsync("Staff");

        (await World.Get<CreateSegment>().RunAsync(new(World.Manager, "STAFF", "", s_rules), Cancellation))
            .Error.ShouldBeOfType<Error.Conflict>().Code.ShouldBe("name_taken");
        (await World.Get<DeleteSegment>().RunAsync(new(World.Manager, id), Cancellation)).Error.ShouldBeNull();

        (await CreateAsync("STAFF")).ShouldBeGreaterThan(id);
    }

    [Fact]
    public async Task Editing_RecordsWhatChanged_AndChangesNothingWhenNothingDid()
    {
        var id = await CreateAsync("Staff");
        var fingerprint = await FingerprintAsync();

        (await EditAsync(new(World.Manager, id) { Name = "Staff", Rules = s_rules })).Value.Revision.ShouldBe(1);
        (await FingerprintAsync()).ShouldBe(fingerprint);

        var edited = await EditAsync(new(World.Manager, id) { Name = "Everybody", Description = "All", Rules = Rules("free"), ExpectedRevision = 1 });
        edited.Value.Revision.ShouldBe(2);
        edited.Value.Outranked.ShouldBeEmpty();
        var entry = (await HistoryAsync(id))[0];
        entry.Summary.ShouldBe("renamed from Staff; rules changed; description changed");
        entry.Changes.ShouldContain(new AuditFieldChange("rules", "all of: plan equals “pro”", "all of: plan equals “free”"));
    }

    [Fact]
    public async Task AllConditionsOfAProject_AreBoundedTogether()
    {
        await CreateAsync("Staff");
        await World.ChangeRulesAsync(await CreateAsync("Many"), Conditions(SegmentBudget.MaxConditions - 3, "a", SegmentOperator.IsSet, ""));
        var id = await CreateAsync("Crew");

        (await World.Get<CreateSegment>().RunAsync(new(World.Manager, "One more", "", Conditions(2, "a", SegmentOperator.IsSet, "")), Cancellation))
            .Error.ShouldBeOfType<Error.Conflict>().Code.ShouldBe("too_many_conditions");
        (await EditAsync(new(World.Manager, id) { Rules = Conditions(3, "a", SegmentOperator.IsSet, "") })).Error!.Code.ShouldBe("too_many_conditions");
        (await EditAsync(new(World.Manager, id) { Rules = Conditions(2, "a", SegmentOperator.IsSet, "") })).Error.ShouldBeNull();
    }

    [Fact]
    public async Task AllPatternsOfAProject_AreBoundedTogether_AlsoWhenOneComesBack()
    {
        var pattern = $"^a{{{LinearPattern.MaxSteps - 1}}}";
        await CreateAsync("Many", Conditions(SegmentBudget.MaxPatternSteps / LinearPattern.MaxSteps, "a", SegmentOperator.Regex, pattern));

        (await World.Get<CreateSegment>().RunAsync(new(World.Manager, "More", "", Conditions(1, "a", SegmentOperator.Regex, "^a")), Cancellation))
            .Error.ShouldBeOfType<Error.Conflict>().Code.ShouldBe("patterns_too_large");
        var id = await CreateAsync("Put away");
        (await World.Get<ArchiveSegment>().RunAsync(new(World.Manager, id), Cancellation)).Error.ShouldBeNull();
        await World.ChangeRulesAsync(id, Conditions(1, "a", SegmentOperator.Regex, "^a"));
        (await World.Get<RestoreSegment>().RunAsync(new(World.Manager, id), Cancellation)).Error!.Code.ShouldBe("patterns_too_large");
    }

    [Fact]
    public async Task AllKindsOfCharactersOfAProject_AreBoundedTogether_AndWhatAddsNoneIsTaken()
    {
        await CreateAsync("Many", Kinds(0, SegmentBudget.MaxKinds));

        (await World.Get<CreateSegment>().RunAsync(new(World.Manager, "More", "", Kinds(SegmentBudget.MaxKinds, 1)), Cancellation))
            .Error.ShouldBeOfType<Error.Conflict>().Code.ShouldBe("too_many_kinds");
        var id = await CreateAsync("Alike", Kinds(7, 1));
        (await EditAsync(new(World.Manager, id) { Rules = Kinds(SegmentBudget.MaxKinds, 1) })).Error!.Code.ShouldBe("too_many_kinds");
        await World.ChangeRulesAsync(id, Kinds(1_000, 300));
        (await EditAsync(new(World.Manager, id) { Name = "From before", Rules = Kinds(1_000, 299) })).Error.ShouldBeNull();
        (await EditAsync(new(World.Manager, id) { Rules = Kinds(1_000, 300) })).Error!.Code.ShouldBe("too_many_kinds");

        SegmentRule[] Kinds(int first, int count) =>
        [
            new(RuleType.Any, [.. Enumerable.Range(first, count).Select(index => $@"[\w-[{(char)('一' + index)}]]").Chunk(LinearPattern.MaxKinds)
                .Select(kinds => new SegmentCondition("a", SegmentOperator.Regex, $"^{string.Concat(kinds)}"))], []),
        ];
    }

    [Fact]
    public async Task ASegmentFromBefore_NamesItsPatternThatIsNotServed_UntilItIsMended()
    {
        var id = await CreateAsync("Staff");
        await World.ChangeRulesAsync(id, Conditions(1, "mail", SegmentOperator.Regex, "^(?=a)"));

        var fault = (await FindAsync(id)).Faults.ShouldHaveSingleItem();
        (fault.Path, fault.Fault.Code).ShouldBe(("rules[0].conditions[0]", "pattern_not_served"));
        (await EditAsync(new(World.Manager, id) { Name = "Crew" })).Error.ShouldBeNull();
        (await EditAsync(new(World.Manager, id) { Rules = Conditions(1, "mail", SegmentOperator.Regex, "^a") })).Error.ShouldBeNull();
        (await FindAsync(id)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task AStaleEdit_IsRefused_AndSaysWhoWasFaster()
    {
        var id = await CreateAsync("Staff");
        (await EditAsync(new(World.Manager, id) { Name = "Crew" })).Error.ShouldBeNull();

        var refused = await EditAsync(new(World.Manager, id) { Name = "Team", ExpectedRevision = 1 });

        refused.Error!.Code.ShouldBe(StaleRevision.Code);
        refused.Error.Message.ShouldContain("renamed from Staff");
    }

    [Fact]
    public async Task AnEditThatOutranksARunningRollout_IsMade_AndNamesTheExperiment()
    {
        var id = await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), name: "Not started");
        (await EditAsync(new(World.Manager, id) { Rules = Rules("a") })).Value.Outranked.ShouldBeEmpty();
        await using (var db = World.Open())
        {
            (await World.StartAsync(await db.Set<Experiment>().Select(experiment => experiment.Id).SingleAsync(Cancellation))).Error.ShouldBeNull();
        }

        var outranked = (await EditAsync(new(World.Manager, id) { Rules = Rules("b") })).Value.Outranked.ShouldHaveSingleItem();
        (outranked.ExperimentName, outranked.FlagName, outranked.EnvironmentSlug).ShouldBe(("Not started", "checkout_button", "production"));
        (await EditAsync(new(World.Manager, id) { Name = "Crew" })).Value.Outranked.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhileUsed_ASegmentIsNeitherArchivedNorDeleted_AndSaysWhere()
    {
        var id = await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);

        foreach (var error in (Error?[])[
            (await World.Get<ArchiveSegment>().RunAsync(new(World.Manager, id), Cancellation)).Error,
            (await World.Get<DeleteSegment>().RunAsync(new(World.Manager, id), Cancellation)).Error])
        {
            error.ShouldNotBeNull().Code.ShouldBe("segment_in_use");
            error.Message.ShouldContain("checkout_button in Production");
        }

        await World.WriteFlagAsync(flag => flag.Overrides.Clear());
        (await World.Get<DeleteSegment>().RunAsync(new(World.Manager, id), Cancellation)).Error.ShouldBeNull();
        (await World.Get<SegmentReads>().FindAsync(World.Manager, id, Cancellation)).ShouldBeNull();
        (await HistoryAsync(id))[0].AfterJson.ShouldBeNull();
    }

    [Fact]
    public async Task AnArchivedSegment_IsReadOnly_UntilItIsRestored()
    {
        var id = await CreateAsync("Staff");
        (await World.Get<ArchiveSegment>().RunAsync(new(World.Manager, id, 1), Cancellation)).Value.ShouldBe(2);
        (await World.Get<ArchiveSegment>().RunAsync(new(World.Manager, id), Cancellation)).Value.ShouldBe(2);

        (await EditAsync(new(World.Manager, id) { Name = "Crew" })).Error!.Code.ShouldBe("segment_archived");
        (await World.Get<RestoreSegment>().RunAsync(new(World.Manager, id), Cancellation)).Value.ShouldBe(3);
        (await World.Get<RestoreSegment>().RunAsync(new(World.Manager, id), Cancellation)).Value.ShouldBe(3);
        (await EditAsync(new(World.Manager, id) { Name = "Crew" })).Error.ShouldBeNull();
    }

    [Fact]
    public async Task TheList_IsSearchedFilteredCountedAndPaged()
    {
        await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        var beta = await CreateAsync("Beta testers");
        await CreateAsync("Staffers 100%");
        (await World.Get<ArchiveSegment>().RunAsync(new(World.Manager, beta), Cancellation)).Error.ShouldBeNull();

        var all = await ListAsync(new());
        all.Page.Items.Select(item => (item.Name, item.Uses)).ShouldBe([("Staff", 1), ("Staffers 100%", 0)]);
        (all.Counts[SegmentFilter.Active], all.Counts[SegmentFilter.Archived]).ShouldBe((2, 1));
        (await NamesAsync(new() { Filter = SegmentFilter.Archived })).ShouldBe(["Beta testers"]);
        (await NamesAsync(new() { Search = "0%" })).ShouldBe(["Staffers 100%"]);
        (await NamesAsync(new() { Sort = SegmentSort.Created, Descending = true })).ShouldBe(["Staffers 100%", "Staff"]);
        var second = await ListAsync(new() { Size = 1, Page = 2 });
        (second.Page.Items.Single().Name, second.Page.Total).ShouldBe(("Staffers 100%", 2));
    }

    [Fact]
    public async Task SystemSegments_ExistForNobody()
    {
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);
        int system;
        await using (var db = World.Open())
        {
            system = await db.Set<Segment>().Select(segment => segment.Id).SingleAsync(Cancellation);
        }

        var list = await ListAsync(new());
        list.Page.Items.ShouldBeEmpty();
        list.Counts[SegmentFilter.Active].ShouldBe(0);
        (await World.Get<SegmentReads>().FindAsync(World.Manager, system, Cancellation)).ShouldBeNull();
        (await EditAsync(new(World.Manager, system) { Name = "x" })).Error.ShouldBeOfType<Error.NotFound>();
        (await World.Get<DeleteSegment>().RunAsync(new(World.Manager, system), Cancellation)).Error.ShouldBeOfType<Error.NotFound>();
        (await World.Get<ArchiveSegment>().RunAsync(new(World.Manager, system), Cancellation)).Error.ShouldBeOfType<Error.NotFound>();
        (await HistoryAsync(system)).ShouldBeEmpty();
    }

    [Fact]
    public async Task BelowProductManager_SegmentsAreReadAndNotChanged()
    {
        var id = await CreateAsync("Staff");
        foreach (var role in (Role[])[Role.Viewer, Role.Support])
        {
            var access = await World.AccessAsync(role);
            (await World.Get<SegmentReads>().FindAsync(access, id, Cancellation)).ShouldNotBeNull();
            (await World.Get<CreateSegment>().RunAsync(new(access, "x", "", s_rules), Cancellation)).Error.ShouldBeOfType<Error.Forbidden>();
            (await EditAsync(new(access, id) { Name = "x" })).Error.ShouldBeOfType<Error.Forbidden>();
            (await World.Get<ArchiveSegment>().RunAsync(new(access, id), Cancellation)).Error.ShouldBeOfType<Error.Forbidden>();
            (await World.Get<RestoreSegment>().RunAsync(new(access, id), Cancellation)).Error.ShouldBeOfType<Error.Forbidden>();
            (await World.Get<DeleteSegment>().RunAsync(new(access, id), Cancellation)).Error.ShouldBeOfType<Error.Forbidden>();
        }
    }

    private static SegmentRule[] Conditions(int count, string property, SegmentOperator comparison, string value)
        => [new(RuleType.All, [.. Enumerable.Repeat(new SegmentCondition(property, comparison, value), count)], [])];

    private static SegmentRule[] Rules(string plan) => [new(RuleType.All, [new SegmentCondition("plan", SegmentOperator.Equal, plan)], [])];

    private async Task<int> CreateAsync(string name, IReadOnlyList<SegmentRule>? rules = null)
        => (await World.Get<CreateSegment>().RunAsync(new(World.Manager, name, "", rules ?? s_rules), Cancellation)).Value;

    private Task<Result<EditSegment.Answer>> EditAsync(EditSegment.Command command)
        => World.Get<EditSegment>().RunAsync(command, Cancellation);

    private async Task<SegmentView> FindAsync(int id)
        => (await World.Get<SegmentReads>().FindAsync(World.Manager, id, Cancellation)).ShouldNotBeNull();

    private Task<SegmentList> ListAsync(SegmentListQuery query) => World.Get<SegmentReads>().ListAsync(World.Manager, query, Cancellation);

    private async Task<IEnumerable<string>> NamesAsync(SegmentListQuery query)
        => (await ListAsync(query)).Page.Items.Select(item => item.Name);

    private async Task<IReadOnlyList<AuditEntry>> HistoryAsync(int id)
        => (await World.Get<AuditReads>().HistoryAsync(World.Manager, AuditKey.Segment(id), new ListQuery(), Cancellation)).Items;

    private async Task<string> FingerprintAsync()
    {
        await using var db = World.Open();
        return await DatabaseFingerprint.TakeAsync(db, Cancellation);
    }

    private async Task<long> RevisionAsync()
    {
        await using var db = World.Open();
        return await db.Set<ProjectEnvironment>().Select(environment => environment.Revision).SingleAsync(Cancellation);
    }
}
