using Bunit;
using ExperimentAdmin.App.Features.Flags.Pages;
using ExperimentAdmin.App.Features.Segments.Edit;
using ExperimentAdmin.App.Features.Segments.Editor;
using ExperimentAdmin.App.Features.Segments.Pages;
using ExperimentAdmin.App.Features.Settings.Environments;
using ExperimentAdmin.App.Features.Settings.Pages;
using ExperimentAdmin.App.Features.Settings.Project;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.Reads;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features;

/// <summary>Forms that stay on the screen after their save, whose database is slow: somebody goes on typing meanwhile.</summary>
public sealed class TypingWhileSavingTests : WorkspaceTestContext
{
    private HeldDatabase _held = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _held = new HeldDatabase(Database);
        Services.AddSingleton<IDbContextFactory<AppDbContext>>(_held);
    }

    [Theory]
    [InlineData("Later")]
    [InlineData("Staff")]
    public async Task ASegment_KeepsWhatWasTypedMeanwhile(string later)
    {
        var id = await CreateSegmentAsync();
        var page = await SegmentAsync(id);
        var form = page.FindComponent<SegmentForm>().Instance;

        await KeepsAsync(page, "form", "#field-name", "First", later, async () => (await SegmentItemAsync(id)).Item.Name);

        page.FindComponent<SegmentForm>().Instance.ShouldBeSameAs(form);
    }

    [Theory]
    [InlineData("later")]
    [InlineData("pro")]
    public async Task TheConditionsOfASegment_KeepWhatWasTypedMeanwhile(string later)
    {
        var id = await CreateSegmentAsync();
        var page = await SegmentAsync(id);
        var row = page.FindComponent<ConditionRow>().Instance;

        await KeepsAsync(
            page, "form", "#field-rules-0--conditions-0--value", "first", later, async () => (await SegmentItemAsync(id)).Rules![0].Conditions[0].Value);

        page.FindComponent<ConditionRow>().Instance.ShouldBeSameAs(row);
    }

    [Fact]
    public async Task WhatWasNotTouchedMeanwhile_IsShownAsItIsStored_InTheSameElements()
    {
        var id = await CreateSegmentAsync();
        var page = await SegmentAsync(id);
        var row = page.FindComponent<ConditionRow>().Instance;
        page.Find("#field-rules-0--conditions-0--value").Input(" very pro ");
        var (hold, saving) = await BeginSaveAsync(page, "form");

        page.Find("#field-name").Input("Later");
        hold.Release();
        await saving;

        page.WaitForAssertion(() => page.Find("#field-rules-0--conditions-0--value").GetAttribute("value").ShouldBe("very pro"));
        page.Find("#field-name").GetAttribute("value").ShouldBe("Later");
        page.FindComponent<ConditionRow>().Instance.ShouldBeSameAs(row);
        page.Find("form").TextContent.ShouldContain("Discard changes");
    }

    [Fact]
    public async Task ASegmentThatOthersChange_StaysTheSameForm_WhileNothingIsTyped()
    {
        var id = await CreateSegmentAsync();
        var page = await SegmentAsync(id);
        var form = page.FindComponent<SegmentForm>().Instance;

        (await Services.GetRequiredService<EditSegment>().RunAsync(new(World.Manager, id) { Name = "Theirs" }, Cancellation)).Error.ShouldBeNull();

        page.WaitForAssertion(() => page.Find("#field-name").GetAttribute("value").ShouldBe("Theirs"));
        page.FindComponent<SegmentForm>().Instance.ShouldBeSameAs(form);
    }

    [Theory]
    [InlineData("later")]
    [InlineData("classic")]
    public async Task AFlagsState_KeepsWhatWasTypedMeanwhile(string later)
    {
        var page = await FlagAsync(string.Empty);

        await KeepsAsync(page, "form", "#field-value", "first", later, async () => (await World.FlagAsync()).Default.Value);
    }

    [Fact]
    public async Task AFlagsShares_KeepWhatWasTypedMeanwhile()
    {
        const string Big = "[aria-label='Share of big, in percent']";
        var page = await FlagAsync(string.Empty);
        await page.InvokeAsync(() => page.Find(Big).ChangeAsync("10"));
        var (hold, saving) = await BeginSaveAsync(page, "form");

        await page.InvokeAsync(() => page.Find(Big).ChangeAsync("20"));
        hold.Release();
        await saving;

        page.Find(Big).GetAttribute("value").ShouldBe("20");
        (await World.FlagAsync()).Default.Of(World.Variants[0]).Value.ShouldBe(1_000);
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        (await World.FlagAsync()).Default.Of(World.Variants[0]).Value.ShouldBe(2_000);
    }

    [Theory]
    [InlineData("Later.")]
    [InlineData("")]
    public async Task AFlagsSettings_KeepWhatWasTypedMeanwhile(string later)
    {
        var page = await FlagAsync("settings");

        await KeepsAsync(page, "form", "#field-description", "First.", later, async () =>
        {
            await using var db = World.Open();
            return (await db.Set<Feature>().SingleAsync(feature => feature.Id == World.FeatureId, Cancellation)).Description;
        });
    }

    [Theory]
    [InlineData("Later")]
    [InlineData("Production")]
    public async Task AnEnvironment_KeepsWhatWasTypedMeanwhile(string later)
    {
        var page = await OpenAsync<EnvironmentPage>(Role.Administrator, "settings");

        await KeepsAsync(page, "form[data-keep=environment]", "#field-name", "First", later, async () => (await EnvironmentAsync()).Info.Name);
    }

    [Theory]
    [InlineData("Later")]
    [InlineData("Shop")]
    public async Task AProject_KeepsWhatWasTypedMeanwhile(string later)
    {
        var page = await OpenAsync<ProjectPage>(Role.Administrator, "settings/project");

        await KeepsAsync(page, "form[data-keep=project]", "#field-name", "First", later, async () => (await ProjectAsync()).Info.Name);
    }

    [Fact]
    public async Task TheNameOfTheNextKey_MayBeTypedWhileOneIsMade()
    {
        var page = await OpenAsync<KeysPage>(Role.Administrator, "settings/keys");
        page.WaitForElement("#field-name").Input("First");
        var (hold, saving) = await BeginSaveAsync(page, "form[data-keep=new-key]");

        page.Find("#field-name").Input("Later");
        hold.Release();
        await saving;

        page.Find("#field-name").GetAttribute("value").ShouldBe("Later");
        await using var db = World.Open();
        (await db.Set<EnvironmentKey>().Select(key => key.Name).ToListAsync(Cancellation)).ShouldContain("First");
    }

    [Fact]
    public async Task WhatSomebodyElseChangesOfAnEnvironment_LeavesWhatIsTyped_IsSaid_AndIsNotWrittenOverUnseen()
    {
        var (workspace, before) = (await WorkspaceAsync(Role.Administrator), await EnvironmentAsync());
        var form = Render<EnvironmentForm>(builder => builder.AddCascadingValue(workspace)
            .Add(form => form.Access, workspace.Access).Add(form => form.Settings, before).Add(form => form.OnSaved, () => { }));
        await form.InvokeAsync(() => form.Find("#field-name").InputAsync("Mine"));
        await RenameEnvironmentAsync("Theirs");
        var theirs = await EnvironmentAsync();

        form.Render(builder => builder.Add(form => form.Settings, theirs));

        form.Find("#field-name").GetAttribute("value").ShouldBe("Mine");
        form.WaitForAssertion(() => form.Find("[data-testid=changed-meanwhile]").TextContent.ShouldContain("Administrator changed the settings meanwhile"));
        await form.InvokeAsync(() => form.Find("form").SubmitAsync());
        form.Find(".summary").TextContent.ShouldContain("Administrator changed this (renamed from Production)");
        (await EnvironmentAsync()).Info.Name.ShouldBe("Theirs");
        await form.InvokeAsync(() => form.Find("form").SubmitAsync());
        (await EnvironmentAsync()).Info.Name.ShouldBe("Mine");
    }

    [Fact]
    public async Task WhatSomebodyElseChangesOfAnEnvironment_CanBeTakenInPlaceOfWhatIsTyped_AndIsShownWhereNothingIs()
    {
        var (workspace, before) = (await WorkspaceAsync(Role.Administrator), await EnvironmentAsync());
        var form = Render<EnvironmentForm>(builder => builder.AddCascadingValue(workspace)
            .Add(form => form.Access, workspace.Access).Add(form => form.Settings, before).Add(form => form.OnSaved, () => { }));
        await form.InvokeAsync(() => form.Find("#field-name").InputAsync("Mine"));
        await RenameEnvironmentAsync("Theirs");
        var theirs = await EnvironmentAsync();
        form.Render(builder => builder.Add(form => form.Settings, theirs));

        await form.InvokeAsync(() => form.Find("[data-testid=changed-meanwhile] button").ClickAsync());
        form.Find("#field-name").GetAttribute("value").ShouldBe("Theirs");
        form.FindAll("[data-testid=changed-meanwhile]").ShouldBeEmpty();

        await RenameEnvironmentAsync("Theirs again");
        var again = await EnvironmentAsync();
        form.Render(builder => builder.Add(form => form.Settings, again));
        form.Find("#field-name").GetAttribute("value").ShouldBe("Theirs again");
    }

    [Fact]
    public async Task WhatSomebodyElseChangesOfAProject_LeavesWhatIsTyped_IsSaid_AndIsNotWrittenOverUnseen()
    {
        var (workspace, before) = (await WorkspaceAsync(Role.Administrator), await ProjectAsync());
        var form = Render<ProjectForm>(builder => builder.AddCascadingValue(workspace)
            .Add(form => form.Access, workspace.Access).Add(form => form.Settings, before).Add(form => form.OnSaved, () => { }));
        await form.InvokeAsync(() => form.Find("#field-name").InputAsync("Mine"));
        (await World.Get<EditProject>().RunAsync(new(workspace.Access, "Theirs", HideDisabledFlags: false), Cancellation)).Error.ShouldBeNull();
        var theirs = await ProjectAsync();

        form.Render(builder => builder.Add(form => form.Settings, theirs));

        form.Find("#field-name").GetAttribute("value").ShouldBe("Mine");
        form.WaitForAssertion(() => form.Find("[data-testid=changed-meanwhile]").TextContent.ShouldContain("Administrator changed the settings meanwhile"));
        await form.InvokeAsync(() => form.Find("form").SubmitAsync());
        form.Find(".summary").TextContent.ShouldContain("Administrator changed this (renamed from Shop)");
        await form.InvokeAsync(() => form.Find("form").SubmitAsync());
        (await ProjectAsync()).Info.Name.ShouldBe("Mine");
    }

    private int Calls(string identifier) => JSInterop.Invocations.Count(call => call.Identifier == identifier);

    // What is typed and saved first is stored; what is typed meanwhile stays, counts as a change, and is stored by the next save.
    private async Task KeepsAsync(
        IRenderedComponent<IComponent> page, string form, string field, string first, string later, Func<Task<string?>> stored)
    {
        page.Find(field).Input(first);
        var (hold, saving) = await BeginSaveAsync(page, form);
        page.Find(field).Input(later);
        await page.InvokeAsync(() => page.Find(form).SubmitAsync()); // While one is under way it is not begun again.
        var (kept, forgotten) = (Calls("keepForm"), Calls("forgetForm"));
        hold.Release();
        await saving;

        page.Find(field).GetAttribute("value").ShouldBe(later);
        (await stored()).ShouldBe(first);
        Told.ShouldHaveSingleItem();
        Calls("keepForm").ShouldBeGreaterThan(kept);
        Calls("forgetForm").ShouldBe(forgotten);

        await page.InvokeAsync(() => page.Find(form).SubmitAsync());
        page.FindAll(".summary").ShouldBeEmpty();
        (await stored()).ShouldBe(later);
        page.Find(field).GetAttribute("value").ShouldBe(later);
        Told.ShouldHaveSingleItem();
        Calls("forgetForm").ShouldBeGreaterThan(forgotten);
    }

    private async Task<(HeldDatabase.Hold Hold, Task Saving)> BeginSaveAsync(IRenderedComponent<IComponent> page, string form)
    {
        var hold = _held.HoldNext("UPDATE");
        var saving = page.Find(form).SubmitAsync();
        await hold.HeldAsync();
        return (hold, saving);
    }

    private async Task<int> CreateSegmentAsync() => (await World.Get<CreateSegment>().RunAsync(
        new(World.Manager, "Staff", "", [new(RuleType.All, [new SegmentCondition("plan", SegmentOperator.Equal, "pro")], [])]), Cancellation)).Value;

    private async Task<SegmentView> SegmentItemAsync(int id) => (await World.Get<SegmentReads>().FindAsync(World.Manager, id, Cancellation))!;

    private async Task<EnvironmentSettings> EnvironmentAsync()
        => (await World.Get<SettingsReads>().EnvironmentAsync(World.Manager, World.EnvironmentId, Cancellation))!;

    private Task<ProjectSettings> ProjectAsync() => World.Get<SettingsReads>().ProjectAsync(World.Manager, Cancellation);

    private async Task RenameEnvironmentAsync(string name) => (await World.Get<EditEnvironment>().RunAsync(
        new(await World.AccessAsync(Role.Administrator), World.EnvironmentId)
        {
            Name = name,
            IsProduction = false,
            HideSensitiveData = false,
            AllowClientTraits = true,
        },
        Cancellation)).Error.ShouldBeNull();

    private async Task<IRenderedComponent<SegmentPage>> SegmentAsync(int id)
    {
        var page = await OpenAsync<SegmentPage>(Role.ProductManager, $"segments/{id}", parameters => parameters.Add(page => page.Id, id));
        page.WaitForElement("#field-name");
        return page;
    }

    private async Task<IRenderedComponent<FlagPage>> FlagAsync(string tab)
    {
        var page = await OpenAsync<FlagPage>(
            Role.ProductManager, $"flags/checkout_button?tab={tab}", parameters => parameters.Add(page => page.FeatureName, "checkout_button"));
        page.WaitForAssertion(() => page.FindAll(".loading").ShouldBeEmpty());
        return page;
    }
}
