using ExperimentAdmin.Core;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Access.Sessions.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Workspace;

/// <summary>An instance that nobody is in yet.</summary>
public abstract class SetUpTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private ServiceProvider _services = null!;

    public sealed class OnSqlite() : SetUpTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : SetUpTests(DatabaseProvider.Postgres);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _services = Start(new EphemeralDataProtectionProvider());
    }

    public override async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    [Fact]
    public async Task TheLink_LeadsToAnAdministratorWithAProject_AndWorksOnce()
    {
        var link = _services.GetRequiredService<SetUpLink>();
        (await link.IsNeededAsync(Cancellation)).ShouldBeTrue();

        var (session, project) = (await SetUpAsync(link.Create())).Value;

        (await link.IsNeededAsync(Cancellation)).ShouldBeFalse();
        (await SetUpAsync(link.Create())).Error!.Code.ShouldBe("set_up_done");
        session.IsInstanceAdministrator.ShouldBeTrue();
        (await _services.GetRequiredService<SignIn>().RunAsync(new("ada@example.com", "long enough"), Cancellation)).Value.ShouldBe(session);
        var places = await _services.GetRequiredService<WorkspaceReads>().LocationsAsync(Actor.Person(session.Id, session.Name), Cancellation);
        places.ShouldHaveSingleItem().Project.ShouldBe(project);
        places[0].Environments.Select(environment => (environment.Slug, environment.Versioning, environment.IsProduction))
            .ShouldBe([("development", Versioning.V2, false), ("production", Versioning.V2, true)]);
    }

    [Fact]
    public async Task WhatIsWrong_IsSaidAtOnce_AndLeavesNothingBehind()
    {
        var token = _services.GetRequiredService<SetUpLink>().Create();

        var refused = await _services.GetRequiredService<SetUpInstance>().RunAsync(new(token, "ada", " ", "short", "", []), Cancellation);

        refused.Errors.Select(error => (error.Code, error.Field)).ShouldBe(
        [
            ("name_missing", "name"), ("email_invalid", "email"), ("password_too_short", "password"), ("name_missing", "project"),
            ("environments_missing", "environments"),
        ]);
        (await _services.GetRequiredService<SetUpLink>().IsNeededAsync(Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task ARefusedName_IsSaidToBeWhose()
    {
        var token = _services.GetRequiredService<SetUpLink>().Create();

        var refused = await _services.GetRequiredService<SetUpInstance>().RunAsync(
            new(token, "ada@example.com", "A\u200Bda", "a few words in a row", "Сheck", [new("Live", Versioning.V1, true), new("\u202EPro\u200Bd", Versioning.V1, true), new("LIVE", Versioning.V1, true)]),
            Cancellation);

        refused.Errors.Select(error => (error.Field, error.Subject, error.Message[..16])).ShouldBe(
        [
            ("name", null, "Your name contai"), ("project", null, "The project's na"), ("environments", "1", "The name of the "), ("environments", "2", "This looks the s"),
        ]);
        refused.Errors[2].Message.ShouldBe(
            "The name of the environment “Prod” contains U+202E (right-to-left override) at its beginning, which cannot be seen. Remove it.");
    }

    [Theory]
    [InlineData("password")]
    [InlineData("aaaaaaaa")]
    [InlineData("ExperimentAdmin1")]
    [InlineData("ada@example.com")]
    [InlineData("BakeryShop!")]
    public async Task APasswordThatIsEasilyGuessed_SetsNothingUp(string password)
    {
        var setUp = _services.GetRequiredService<SetUpInstance>();

        var refused = await setUp.RunAsync(
            new(_services.GetRequiredService<SetUpLink>().Create(), "ada@example.com", "Ada", password, "Bakery shop", [new("Live", Versioning.V2, true)]),
            Cancellation);

        refused.Errors.ShouldHaveSingleItem().Field.ShouldBe("password");
        if (password != "BakeryShop!")
        {
            (await setUp.BootstrapAsync(new BootstrapOptions("ada@example.com", password), Cancellation)).Error!.Field.ShouldBe("password");
        }

        (await _services.GetRequiredService<SetUpLink>().IsNeededAsync(Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task LinksAreNotGuessedWithoutEnd_FromOneAddress()
    {
        var genuine = _services.GetRequiredService<SetUpLink>().Create();
        for (var guess = 0; guess < new SignInOptions().FailuresPerMinuteAndAddress; guess++)
        {
            (await SetUpAsync($"{guess}")).Error!.Code.ShouldBeOneOf("set_up_link_invalid", "too_many_attempts");
        }

        for (var guess = 0; guess < 5; guess++)
        {
            _ = await SetUpAsync("forged"); // Some grew back while the others were looked at.
        }

        (await SetUpAsync(genuine)).Error.ShouldBeOfType<Error.Limited>().Code.ShouldBe("too_many_attempts");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("forged")]
    public async Task AnotherLink_IsRefused(string? token)
        => (await SetUpAsync(token)).Error!.Code.ShouldBe("set_up_link_invalid");

    [Fact]
    public async Task TheLinkOfAnEarlierStart_StillWorks_ButNotThatOfAnotherInstance()
    {
        var keys = new EphemeralDataProtectionProvider();
        await using var yesterday = Start(keys);
        await using var today = Start(keys);
        var link = yesterday.GetRequiredService<SetUpLink>().Create();

        (await SetUpAsync(link)).Error!.Code.ShouldBe("set_up_link_invalid");
        (await SetUpAsync(link, today)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task OfTwoWhoUseTheLinkAtTheSameMoment_OneIsTold()
    {
        var token = _services.GetRequiredService<SetUpLink>().Create();

        var results = await Task.WhenAll(SetUpAsync(token), SetUpAsync(token));

        results.Count(result => result.IsOk).ShouldBe(1);
        results.Single(result => !result.IsOk).Error!.Code.ShouldBe("set_up_done");
    }

    [Fact]
    public async Task ByConfiguration_TheFirstAdministratorIsThere_AndIsNotMadeTwice()
    {
        var setUp = _services.GetRequiredService<SetUpInstance>();
        var options = new BootstrapOptions("root@example.com", "long enough");

        (await setUp.BootstrapAsync(options, Cancellation)).Value.ShouldBeTrue();
        (await setUp.BootstrapAsync(options with { AdminEmail = "other@example.com" }, Cancellation)).Value.ShouldBeFalse();

        await using var db = Database.CreateDbContext();
        var person = await db.Set<Person>().SingleAsync(Cancellation);
        (person.Email, person.IsInstanceAdministrator).ShouldBe(("root@example.com", true));
        (await _services.GetRequiredService<SignIn>().RunAsync(new("root@example.com", "long enough"), Cancellation)).IsOk.ShouldBeTrue();
    }

    private Task<Result<(PersonSession Session, ProjectInfo Project)>> SetUpAsync(string? token, ServiceProvider? services = null)
        => (services ?? _services).GetRequiredService<SetUpInstance>().RunAsync(
            new(token, "ada@example.com", "Ada", "long enough", "Shop",
                [new("Development", Versioning.V2, false), new("Production", Versioning.V2, true)]),
            Cancellation);

    private ServiceProvider Start(IDataProtectionProvider keys)
        => new ServiceCollection().AddLogging().AddCore(Database.Options).AddSingleton(keys).BuildServiceProvider();
}
