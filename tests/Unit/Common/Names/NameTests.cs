using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.Keys.UseCases;
using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Common.Names;

/// <summary>Names of everything that has one: none can pass for another.</summary>
public abstract class NameTests(DatabaseProvider provider) : WorldTests(provider)
{
    private static readonly IReadOnlyList<SegmentRule> s_rules =
        [new(RuleType.All, [new SegmentCondition("plan", SegmentOperator.Equal, "pro")], [])];

    private ProjectAccess _administrator = null!;

    public sealed class OnSqlite() : NameTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : NameTests(DatabaseProvider.Postgres);

    private static InstanceAccess Instance => AccessGate.ForSystem();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _administrator = await World.AccessAsync(Role.Administrator);
    }

    [Theory]
    [InlineData("Check\u200Bout", "U+200B")]
    [InlineData("\u202EtuokcehC", "U+202E")]
    [InlineData("Сheckout", "Cyrillic")]
    [InlineData("Checkοut", "Greek")]
    public async Task ANameThatCanPassForAnother_IsRefusedEverywhere_AtItsField(string name, string why)
    {
        var (environment, segment, experiment, person) = await AddAsync();
        var flag = await AddFlagAsync();
        var before = await World.FingerprintAsync();

        var refused = new List<Error>
        {
            (await CreateProjectAsync(name)).Error!, (await RenameProjectAsync(name)).Error!,
            (await CreateEnvironmentAsync(name)).Error!, (await RenameEnvironmentAsync(environment, name)).Error!,
            (await CreateSegmentAsync(name)).Error!, (await RenameSegmentAsync(segment, name)).Error!,
            (await CreateExperimentAsync(name, flag)).Error!, (await RenameExperimentAsync(experiment, name)).Error!,
            (await InviteAsync("new@example.com", name)).Error!, (await RenamePersonAsync(person, name)).Error!,
            (await World.Get<EditPerson>().RunAsync(new(Instance, person) { Name = name }, Cancellation)).Error!,
            (await World.Get<EditAccount>().RunAsync(new(Actor.Person(person, "Ada"), name), Cancellation)).Error!,
            (await CreateEnvironmentKeyAsync(name)).Error!, (await CreateManagementKeyAsync(name)).Error!,
        };

        refused.ShouldAllBe(error => error is Error.Invalid && error.Field == "name" && error.Message.Contains(why, StringComparison.Ordinal));
        (await CreateProjectAsync("Other", name)).Error!.Field.ShouldBe("environments");
        (await InviteAsync($"{name.ToLowerInvariant()}@example.com", "New")).Error!.Field.ShouldBe("email");
        (await World.Get<CreateFeature>().RunAsync(new(World.Manager, name, FlagValueType.String), Cancellation)).Error!.Code.ShouldBe("name_malformed");
        (await World.Get<AddVariant>().RunAsync(new(World.Manager, World.FeatureId, name, "x"), Cancellation)).Error!.Code.ShouldBe("key_malformed");
        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("Coco", "coco")]
    [InlineData("Coco", "Сосо")]
    [InlineData("Coco", "СОСО")]
    [InlineData("Coco page", "Coco\u00A0 page")]
    [InlineData("Coco", "Ｃｏｃｏ")]
    [InlineData("Straße", "STRASSE")]
    [InlineData("Isı", "İSİ")]
    [InlineData("Café", "cafe\u0301")]
    public async Task WhereNamesAreUnique_OneThatLooksLikeAnother_IsRefused_AndSaysWhich(string first, string alike)
    {
        (await CreateProjectAsync(first)).Error.ShouldBeNull();
        (await CreateEnvironmentAsync(first)).Error.ShouldBeNull();
        (await CreateSegmentAsync(first)).Error.ShouldBeNull();
        var (environment, segment, _, _) = await AddAsync();

        Error[] refused =
        [
            (await CreateProjectAsync(alike)).Error!, (await RenameProjectAsync(alike)).Error!,
            (await CreateEnvironmentAsync(alike)).Error!, (await RenameEnvironmentAsync(environment, alike)).Error!,
            (await CreateSegmentAsync(alike)).Error!, (await RenameSegmentAsync(segment, alike)).Error!,
        ];

        refused.ShouldAllBe(error => error.Code == "name_taken" && error.Field == "name");
        refused.ShouldAllBe(error => error.Message.Contains($"“{first}”", StringComparison.Ordinal));
        (await CreateProjectAsync("Other", first, alike)).Error!.Field.ShouldBe("environments");
    }

    [Fact]
    public async Task ANameMayChangeItsOwnCase_AndAScriptOfItsOwn()
    {
        var (environment, segment, experiment, person) = await AddAsync();

        (await RenameProjectAsync("SHOP")).Error.ShouldBeNull();
        (await RenameEnvironmentAsync(environment, "STAGING")).Error.ShouldBeNull();
        (await RenameSegmentAsync(segment, "STAFF")).Error.ShouldBeNull();
        (await RenameExperimentAsync(experiment, "BUTTON")).Error.ShouldBeNull();
        (await RenamePersonAsync(person, "ADA")).Error.ShouldBeNull();
    }

    [Theory]
    [InlineData("Coco", "COCO")]
    [InlineData("Coco", "Сосо")]
    [InlineData("Coco page", "Coco\u00A0 page")]
    public async Task WhereANameMayBeGivenTwice_OneThatOnlyLooksTheSame_IsRefused_AndSaysWhich(string first, string alike)
    {
        var (_, _, experiment, person) = await AddAsync();
        (await CreateExperimentAsync(first, await AddFlagAsync())).Error.ShouldBeNull();
        (await InviteAsync("first@example.com", first)).Error.ShouldBeNull();
        (await CreateEnvironmentKeyAsync(first)).Error.ShouldBeNull();
        (await CreateManagementKeyAsync(first)).Error.ShouldBeNull();
        var flag = await AddFlagAsync();

        Error[] refused =
        [
            (await CreateExperimentAsync(alike, flag)).Error!, (await RenameExperimentAsync(experiment, alike)).Error!,
            (await InviteAsync("second@example.com", alike)).Error!, (await RenamePersonAsync(person, alike)).Error!,
            (await CreateEnvironmentKeyAsync(alike)).Error!, (await CreateManagementKeyAsync(alike)).Error!,
        ];

        refused.ShouldAllBe(error => error.Code == "name_alike" && error.Field == "name");
        refused.ShouldAllBe(error => error.Message.Contains($"“{first}”", StringComparison.Ordinal));
        (await CreateExperimentAsync(first, flag)).Error.ShouldBeNull();
        (await InviteAsync("second@example.com", first)).Error.ShouldBeNull();
        (await CreateEnvironmentKeyAsync(first)).Error.ShouldBeNull();
        (await CreateManagementKeyAsync(first)).Error.ShouldBeNull();
    }

    [Theory]
    [InlineData("coco@example.com", "сосо@example.com")]
    [InlineData("coco@example.com", "ＣＯＣＯ@example.com")]
    [InlineData("ada@apple.com", "ada@аррӏе.com")]
    [InlineData("ada@straße.de", "ada@STRASSE.de")]
    [InlineData("ada@müller.de", "ada@xn--mller-kva.de")]
    [InlineData("müller@example.com", "mu\u0308ller@EXAMPLE.com")]
    public async Task AnAddressThatLooksLikeAnother_IsRefused(string first, string alike)
    {
        (await InviteAsync(first, "First")).Error.ShouldBeNull();

        var refused = (await InviteAsync(alike, "Second")).Error!;

        (refused.Code, refused.Field).ShouldBe(("email_taken", "email"));
    }

    [Fact]
    public async Task WhatWasNamedBefore_IsRead_Edited_AndRenamed_ButNoNewNameIsLikeIt()
    {
        const string Old = "Sta\u200Bff";
        var (environment, segment, experiment, person) = await AddAsync();
        await using (var db = World.Open())
        {
            await db.Set<Project>().ExecuteUpdateAsync(row => row.SetProperty(project => project.Name, Old), Cancellation);
            await db.Set<ProjectEnvironment>().ExecuteUpdateAsync(row => row.SetProperty(other => other.Name, Old), Cancellation);
            await db.Set<Segment>().ExecuteUpdateAsync(row => row.SetProperty(other => other.Name, Old), Cancellation);
            await db.Set<Experiment>().ExecuteUpdateAsync(row => row.SetProperty(other => other.Name, Old), Cancellation);
            await db.Set<Person>().ExecuteUpdateAsync(row => row.SetProperty(other => other.DisplayName, Old), Cancellation);
        }

        (await World.Get<EditProject>().RunAsync(new(_administrator, Old, true), Cancellation)).Error.ShouldBeNull();
        (await RenameEnvironmentAsync(environment, Old, isProduction: true)).Error.ShouldBeNull();
        (await World.Get<EditSegment>().RunAsync(new(World.Manager, segment) { Name = Old, Description = "New" }, Cancellation)).Error.ShouldBeNull();
        (await World.Get<EditExperiment>().RunAsync(
            new(World.Manager, World.EnvironmentId, experiment) { Name = Old, Hypothesis = "New" }, Cancellation)).Error.ShouldBeNull();
        (await World.Get<EditPerson>().RunAsync(new(Instance, person) { Name = Old, IsInstanceAdministrator = true }, Cancellation)).Error.ShouldBeNull();

        (await CreateProjectAsync("Staff")).Error!.Code.ShouldBe("name_taken");
        (await CreateEnvironmentAsync("staff")).Error!.Code.ShouldBe("name_taken");
        (await CreateSegmentAsync("STAFF")).Error!.Code.ShouldBe("name_taken");
        (await CreateExperimentAsync("Staff", await AddFlagAsync())).Error!.Code.ShouldBe("name_alike");
        (await InviteAsync("new@example.com", "Staff")).Error!.Code.ShouldBe("name_alike");

        (await RenameProjectAsync("Store")).Error.ShouldBeNull();
        (await RenameEnvironmentAsync(environment, "Store")).Error.ShouldBeNull();
        (await RenameSegmentAsync(segment, "Store")).Error.ShouldBeNull();
        (await RenameExperimentAsync(experiment, "Store")).Error.ShouldBeNull();
        (await RenamePersonAsync(person, "Store")).Error.ShouldBeNull();
    }

    [Fact]
    public async Task ACompletedExperiment_KeepsNoNameFromOthers()
    {
        var id = (await CreateExperimentAsync("Coco", World.FeatureId)).Value;
        (await World.StartAsync(id)).Error.ShouldBeNull();
        (await World.CompleteAsync(id)).Error.ShouldBeNull();

        (await CreateExperimentAsync("coco", World.FeatureId)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task NamesOfEveryLanguage_AreTaken_ByEverythingAtOnce()
    {
        foreach (var name in ClearName.Good)
        {
            (await CreateSegmentAsync(name)).Error.ShouldBeNull(name);
            (await CreateProjectAsync(name)).Error.ShouldBeNull(name);
            (await CreateManagementKeyAsync(name)).Error.ShouldBeNull(name);
        }
    }

    private async Task<(int Environment, int Segment, int Experiment, int Person)> AddAsync() =>
    (
        (await CreateEnvironmentAsync("Staging")).Value.Id,
        (await CreateSegmentAsync("Staff")).Value,
        (await CreateExperimentAsync("Button", World.FeatureId)).Value,
        (await InviteAsync("ada@example.com", "Ada")).Value.PersonId);

    private async Task<int> AddFlagAsync() => (await World.Get<CreateFeature>().RunAsync(
        new(World.Manager, $"flag_{Guid.NewGuid():N}", FlagValueType.String) { InitialValue = "a", DefaultEnabled = true, Variants = [new("big", "b")] },
        Cancellation)).Value;

    private async Task<Result<int>> CreateProjectAsync(string name, params string[] environments)
    {
        var created = await World.Get<CreateProject>().RunAsync(
            new(Instance, name, [.. environments.DefaultIfEmpty("Production").Select(environment => new NewEnvironment(environment, Versioning.V1, false))]),
            Cancellation);
        return created.Match<Result<int>>(project => project.Id, errors => errors.ToArray());
    }

    private Task<Result<int>> RenameProjectAsync(string name) => World.Get<EditProject>().RunAsync(new(_administrator, name, false), Cancellation);

    private Task<Result<Core.Workspace.Reads.EnvironmentInfo>> CreateEnvironmentAsync(string name)
        => World.Get<CreateEnvironment>().RunAsync(new(_administrator, new(name, Versioning.V1, false)), Cancellation);

    private Task<Result<int>> RenameEnvironmentAsync(int id, string name, bool isProduction = false) => World.Get<EditEnvironment>().RunAsync(
        new(_administrator, id) { Name = name, IsProduction = isProduction, HideSensitiveData = false, AllowClientTraits = true }, Cancellation);

    private Task<Result<int>> CreateSegmentAsync(string name) => World.Get<CreateSegment>().RunAsync(new(World.Manager, name, "", s_rules), Cancellation);

    private Task<Result<EditSegment.Answer>> RenameSegmentAsync(int id, string name)
        => World.Get<EditSegment>().RunAsync(new(World.Manager, id) { Name = name }, Cancellation);

    private Task<Result<int>> CreateExperimentAsync(string name, int flag)
        => World.Get<CreateExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, flag, name, "It helps."), Cancellation);

    private Task<Result<int>> RenameExperimentAsync(int id, string name)
        => World.Get<EditExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id) { Name = name }, Cancellation);

    private Task<Result<PasswordLink>> InviteAsync(string email, string name)
        => World.Get<InvitePerson>().RunAsync(new(Instance, email, name), Cancellation);

    private Task<Result<Done>> RenamePersonAsync(int id, string name) => World.Get<RenamePerson>().RunAsync(new(Instance, id, name), Cancellation);

    private Task<Result<NewKey>> CreateEnvironmentKeyAsync(string name)
        => World.Get<CreateEnvironmentKey>().RunAsync(new(_administrator, World.EnvironmentId, EnvironmentKeyKind.Server, name), Cancellation);

    private Task<Result<NewManagementKey>> CreateManagementKeyAsync(string name)
        => World.Get<CreateManagementKey>().RunAsync(new(new ManagementKeyScope(Instance), name, Role.Viewer), Cancellation);
}
