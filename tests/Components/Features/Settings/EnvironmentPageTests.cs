using Bunit;
using ExperimentAdmin.App.Features.Settings.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Components.Features.Settings;

public sealed class EnvironmentPageTests : WorkspaceTestContext
{
    [Fact]
    public async Task AnAdministrator_ChangesSettings_AndIsToldSo()
    {
        var page = await OpenAsync<EnvironmentPage>(Role.Administrator, "settings");

        await page.InvokeAsync(() => page.Find("#field-name").InputAsync(new() { Value = "Live" }));
        await page.InvokeAsync(() => page.Find("#field-production").ChangeAsync(new() { Value = true }));
        await page.InvokeAsync(() => page.Find("#field-allowedOrigins").InputAsync(new() { Value = "https://shop.example" }));
        await page.InvokeAsync(() => page.Find("form[data-keep=environment]").SubmitAsync());

        var settings = await SettingsAsync();
        (settings.Info.Name, settings.Info.IsProduction, settings.AllowedOrigins).ShouldBe(("Live", true, "https://shop.example"));
    }

    [Fact]
    public async Task WhatIsRefused_StandsAtItsField_AndNothingTypedIsLost()
    {
        var page = await OpenAsync<EnvironmentPage>(Role.Administrator, "settings");

        await page.InvokeAsync(() => page.Find("#field-name").InputAsync(new() { Value = " " }));
        await page.InvokeAsync(() => page.Find("#field-allowedOrigins").InputAsync(new() { Value = "shop" }));
        await page.InvokeAsync(() => page.Find("form[data-keep=environment]").SubmitAsync());

        page.Find("#field-name").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#field-allowedOrigins-error").TextContent.ShouldContain("is not an origin");
        page.FindAll(".summary li").Count.ShouldBe(2);
        page.Find("#field-allowedOrigins").GetAttribute("value").ShouldBe("shop");
    }

    [Fact]
    public async Task SomebodyElsesChange_IsTold_AndSavingAgainMeansIt()
    {
        var page = await OpenAsync<EnvironmentPage>(Role.Administrator, "settings");
        (await World.Get<EditEnvironment>().RunAsync(
            new(await World.AccessAsync(Role.Administrator), World.EnvironmentId)
            {
                Name = "Theirs",
                IsProduction = false,
                HideSensitiveData = false,
                AllowClientTraits = true,
            },
            Cancellation)).IsOk.ShouldBeTrue();

        await page.InvokeAsync(() => page.Find("#field-name").InputAsync(new() { Value = "Ours" }));
        await page.InvokeAsync(() => page.Find("form[data-keep=environment]").SubmitAsync());
        page.Find(".summary").TextContent.ShouldContain("Administrator changed this (renamed from Production)");
        (await SettingsAsync()).Info.Name.ShouldBe("Theirs");

        await page.InvokeAsync(() => page.Find("form[data-keep=environment]").SubmitAsync());
        (await SettingsAsync()).Info.Name.ShouldBe("Ours");
    }

    [Fact]
    public async Task SomebodyElsesChange_OfSomethingElse_IsNamed_AndStays()
    {
        var page = await OpenAsync<EnvironmentPage>(Role.Administrator, "settings");
        await EditAsync(production: true, origins: "https://shop.example");

        await page.InvokeAsync(() => page.Find("#field-name").InputAsync(new() { Value = "Ours" }));
        await page.InvokeAsync(() => page.Find("form[data-keep=environment]").SubmitAsync());
        page.Find(".summary").TextContent.ShouldContain("Administrator changed this (marked as production; allowed origins changed)");
        page.Find("#field-allowedOrigins").GetAttribute("value").ShouldBe("https://shop.example");

        await page.InvokeAsync(() => page.Find("form[data-keep=environment]").SubmitAsync());
        var settings = await SettingsAsync();
        (settings.Info.Name, settings.Info.IsProduction, settings.AllowedOrigins).ShouldBe(("Ours", true, "https://shop.example"));
    }

    [Fact]
    public async Task WhatWasTypedOnAnOlderRevision_BeforeAReload_IsNotSavedUnseen()
    {
        var revision = (await SettingsAsync()).Revision;
        await EditAsync(production: true, origins: null);
        TypedBeforeAReload(revision);
        var page = await OpenAsync<EnvironmentPage>(Role.Administrator, "settings");

        await page.InvokeAsync(() => page.Find("#field-name").InputAsync(new() { Value = "Ours" })); // The browser would put it back by such an event.
        await page.InvokeAsync(() => page.Find("form[data-keep=environment]").SubmitAsync());

        page.Find(".summary").TextContent.ShouldContain("Administrator changed this (marked as production)");
        (await SettingsAsync()).Info.Name.ShouldBe("Production");
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.ProductManager)]
    public async Task EverybodyElse_SeesThem_AndChangesNothing(Role role)
    {
        var page = await OpenAsync<EnvironmentPage>(role, "settings");

        page.Markup.ShouldContain("Only an administrator of Shop changes this");
        page.Find("fieldset").HasAttribute("disabled").ShouldBeTrue();
        page.FindAll("form button").ShouldBeEmpty();
    }

    [Fact]
    public async Task TheLastEnvironment_IsNotDeleted()
    {
        var page = await OpenAsync<EnvironmentPage>(Role.Administrator, "settings");

        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent == "Delete…").ClickAsync());
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        Dialogs.Find("[role=dialog] [role=alert]").TextContent.ShouldContain("last environment");
    }

    private async Task EditAsync(bool production, string? origins)
        => (await World.Get<EditEnvironment>().RunAsync(
            new(await World.AccessAsync(Role.Administrator), World.EnvironmentId)
            {
                Name = "Production",
                IsProduction = production,
                HideSensitiveData = false,
                AllowClientTraits = true,
                AllowedOrigins = origins,
            },
            Cancellation)).Error.ShouldBeNull();

    private async Task<EnvironmentSettings> SettingsAsync()
        => (await World.Get<SettingsReads>().EnvironmentAsync(World.Manager, World.EnvironmentId, Cancellation))!;
}
