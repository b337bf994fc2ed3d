using Bunit;
using ExperimentAdmin.App.Features.Retention.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Retention;
using ExperimentAdmin.Core.Retention.Domain;
using ExperimentAdmin.Core.Retention.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features.Retention;

public sealed class RetentionPageTests : SignedInTestContext
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("experiment-admin-archive-");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(new RetentionOptions(Path.Join(_folder.FullName, "archive")));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task EverybodyElse_IsTurnedAway()
    {
        await SignInAsync(Role.Administrator);

        var page = Render<RetentionPage>();

        page.Find("[role=alert]").TextContent.ShouldContain("Only an instance administrator can do this");
        page.FindAll("form").ShouldBeEmpty();
    }

    [Fact]
    public async Task AtFirst_EverythingIsKeptForEver()
    {
        await SignInAsync(Role.Administrator, isInstanceAdministrator: true);

        var page = Render<RetentionPage>();

        page.FindAll("input").ShouldAllBe(input => string.IsNullOrEmpty(input.GetAttribute("value")));
        page.Find("[data-testid=stocks]").TextContent.ShouldContain("Nothing: kept for ever");
        page.Find("[data-testid=runs]").TextContent.ShouldContain("Nothing was archived yet.");
        page.FindAll("[data-testid=runs] button").ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatIsNoNumberOfDays_IsNamedAtItsField_AndStays()
    {
        await SignInAsync(Role.Administrator, isInstanceAdministrator: true);
        var page = Render<RetentionPage>();
        await page.InvokeAsync(() => page.Find("#field-environment-record-days").InputAsync(new() { Value = "a year" }));
        await page.InvokeAsync(() => page.Find("#field-version-days").InputAsync(new() { Value = "0" }));

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.Find("#field-environment-record-days-error").TextContent.ShouldContain("a whole number from 1 to 36500");
        page.Find("#field-version-days-error").TextContent.ShouldContain("a whole number from 1 to 36500");
        page.Find("#field-environment-record-days").GetAttribute("value").ShouldBe("a year");
    }

    [Fact]
    public async Task WhatIsSaved_IsShown_AndARunRemovesWhatIsOld()
    {
        await SignInAsync(Role.Administrator, isInstanceAdministrator: true);
        await World.AddOldRecordsAsync();
        var page = Render<RetentionPage>();
        await page.InvokeAsync(() => page.Find("#field-project-record-days").InputAsync(new() { Value = " 30 " }));

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => page.FindAll("[data-testid=stocks] tbody tr")[1].TextContent.Trim().ShouldEndWith("2"));
        await page.InvokeAsync(() => page.Find("[data-testid=runs] button").ClickAsync());
        page.WaitForAssertion(() => page.Find("[data-testid=runs] tbody").TextContent.ShouldContain("audit-projects-"));
        page.FindAll("[data-testid=stocks] tbody tr")[1].TextContent.Trim().ShouldEndWith("Nothing");
    }

    [Fact]
    public async Task WhatSomebodyElseSavedMeanwhile_IsSaid_BeforeItIsReplaced()
    {
        await SignInAsync(Role.Administrator, isInstanceAdministrator: true);
        var page = Render<RetentionPage>();
        await page.InvokeAsync(() => page.Find("#field-project-record-days").InputAsync(new() { Value = "30" }));
        (await Services.GetRequiredService<SetRetention>().RunAsync(
            new(await InstanceAsync(Role.Administrator), new RetentionDays(90, null, null, null)), Cancellation)).Error.ShouldBeNull();
        page.WaitForElement("[data-testid=changed-meanwhile]").TextContent.ShouldContain("Administrator changed the retention meanwhile");

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForElement("form [role=alert]").TextContent.ShouldContain("audit records of environments kept for 90 days instead of for ever");
        page.Find("#field-project-record-days").GetAttribute("value").ShouldBe("30");
        page.Find("#field-environment-record-days").GetAttribute("value").ShouldBe("90");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        await using var db = Database.CreateDbContext();
        (await db.Set<RetentionRow>().SingleAsync(Cancellation)).Days.ShouldBe(new RetentionDays(90, 30, null, null));
    }

    [Fact]
    public async Task WhatCouldNotBeArchived_IsSaid_AndIsStillThere()
    {
        await SignInAsync(Role.Administrator, isInstanceAdministrator: true);
        await World.AddOldRecordsAsync();
        (await Services.GetRequiredService<SetRetention>().RunAsync(
            new(await InstanceAsync(Role.Administrator), new RetentionDays(null, 30, null, null)), Cancellation)).Error.ShouldBeNull();
        Directory.Delete(Path.Join(_folder.FullName, "archive"), recursive: true);
        await File.WriteAllTextAsync(Path.Join(_folder.FullName, "archive"), "No folder.", Cancellation);
        var page = Render<RetentionPage>();

        await page.InvokeAsync(() => page.Find("[data-testid=runs] button").ClickAsync());

        page.WaitForAssertion(() => page.Find("[data-testid=runs] tbody").TextContent.ShouldContain("cannot be written"));
        page.FindAll("[data-testid=stocks] tbody tr")[1].TextContent.Trim().ShouldEndWith("2");
    }

    private async Task<InstanceAccess> InstanceAsync(Role role)
    {
        await using var db = Database.CreateDbContext();
        var person = await db.Set<Person>().SingleAsync(user => user.Email == $"{role}@test.local", Cancellation);
        return (await Services.GetRequiredService<AccessGate>().AdmitToInstanceAsync(Actor.Person(person.Id, person.DisplayName), Cancellation)).Value;
    }
}
