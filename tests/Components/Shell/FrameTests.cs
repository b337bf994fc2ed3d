using Bunit;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Frame.Navigation;
using ExperimentAdmin.App.Shell.Frame.Refusals;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Shell;

/// <summary>The frame around every page: who is let into which place.</summary>
public sealed class FrameTests : SignedInTestContext
{
    private readonly List<WorkspaceLocation> _places = [];

    private WorkspaceLocation Last => _places[^1];

    [Fact]
    public async Task APage_GetsTheEnvironmentOfItsAddress_WithTheRoleThereIs()
    {
        await SignInAsync(Role.Support);
        Open("shop", "production");

        Last.Workspace!.Access.Role.ShouldBe(Role.Support);
        Last.Workspace.Environment.Id.ShouldBe(World.EnvironmentId);
        Last.Around.ShouldBeSameAs(Last.Workspace);
    }

    [Theory]
    [InlineData("nowhere", "production", "project_not_found")]
    [InlineData("shop", "nowhere", "environment_not_found")]
    public async Task AnUnknownPlace_IsRefused(string project, string environment, string code)
    {
        await SignInAsync(Role.Viewer);
        Open(project, environment);

        Last.Refusal!.Code.ShouldBe(code);
        Last.Workspace.ShouldBeNull();
    }

    [Fact]
    public void WhoeverIsSignedOut_IsLedToTheSignIn_AndBackAgain()
    {
        SignOut();
        Navigation.NavigateTo("shop/production/experiments?tab=running");
        Open("shop", "production");

        Last.Refusal!.Code.ShouldBe("not_signed_in");
        Render<LocationRefused>(builder => builder.Add(part => part.Refusal, Last.Refusal!));
        Here.ShouldBe("account/sign-in?returnUrl=%2Fshop%2Fproduction%2Fexperiments%3Ftab%3Drunning");
    }

    [Fact]
    public async Task ARoleThatIsTakenAway_EndsThePageAtOnce()
    {
        var person = await SignInAsync(Role.Viewer);
        var frame = Open("shop", "production");
        var administrator = await World.AccessAsync(Role.Administrator);

        (await Services.GetRequiredService<RemoveMember>().RunAsync(new(administrator, person), Cancellation)).IsOk.ShouldBeTrue();

        frame.WaitForAssertion(() => Last.Refusal!.Code.ShouldBe("project_not_found"));
    }

    [Fact]
    public async Task ARoleThatChanges_IsThereAtOnce()
    {
        var person = await SignInAsync(Role.Viewer);
        var frame = Open("shop", "production");
        var before = Last.Workspace;
        var administrator = await World.AccessAsync(Role.Administrator);

        (await Services.GetRequiredService<SetMemberRole>().RunAsync(new(administrator, person, Role.Support), Cancellation)).IsOk.ShouldBeTrue();
        frame.WaitForAssertion(() => Last.Workspace!.Access.Role.ShouldBe(Role.Support));

        Last.Workspace.ShouldNotBeSameAs(before);
    }

    [Fact]
    public async Task ARenamedEnvironment_IsSeenAtOnce()
    {
        await SignInAsync(Role.Viewer);
        var frame = Open("shop", "production");
        var administrator = await World.AccessAsync(Role.Administrator);

        (await Services.GetRequiredService<EditEnvironment>().RunAsync(
            new(administrator, World.EnvironmentId) { Name = "Live", IsProduction = true, HideSensitiveData = false, AllowClientTraits = true },
            Cancellation)).IsOk.ShouldBeTrue();

        frame.WaitForAssertion(() => Last.Workspace!.Environment.Name.ShouldBe("Live"));
        Render<EnvironmentPill>(builder => builder.Add(pill => pill.Environment, Last.Workspace!.Environment)).Find(".pill").TextContent
            .ShouldContain("Production", customMessage: "whatever it is called");
    }

    [Fact]
    public async Task WhileTheDatabaseIsAway_APlaceThatIsOpenStays_AndAnotherOneSaysIt_UntilItIsLookedForAgain()
    {
        await SignInAsync(Role.Viewer);
        _ = Open("shop", "production");
        var here = Last.Workspace;
        using (WhileTheDatabaseIsAway())
        {
            _ = Open("shop", "production");
            Last.Refusal.ShouldBeOfType<Error.Unavailable>();
        }

        var refused = Last;
        var part = Render<LocationRefused>(builder => builder.Add(part => part.Refusal, refused.Refusal!).Add(part => part.OnRetry, refused.LookAgain));
        part.Find("h1").TextContent.ShouldBe("The database is away");
        await part.InvokeAsync(() => part.Find("button").ClickAsync());

        WorkspaceFinder.Differ(Last.Workspace.ShouldNotBeNull(), here!).ShouldBeFalse();
    }

    [Fact]
    public async Task WhileTheDatabaseIsAway_TheFrameAroundAPageGoesOn()
    {
        await SignInAsync(Role.Viewer);
        var frame = Open("shop", "production");
        var here = Last.Workspace;
        using (WhileTheDatabaseIsAway())
        {
            frame.Render(At("shop", "production")); // As when the next page is opened.
            Last.Workspace.ShouldBeSameAs(here);
            var palette = Render<Palette>(builder => builder.Add(part => part.Location, Last));
            Render<LocationSwitch>(builder => builder.Add(part => part.Location, Last)).Find(".project").TextContent.ShouldBe("Shop");
            palette.Markup.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void APageThatCannotBeLoaded_SaysThatTheDatabaseIsAway_AndAnyOtherThatItIsBroken()
    {
        var away = new DatabaseFaultException(DatabaseFault.Gone);
        Render<PageBroken>(builder => builder.Add(part => part.Fault, away)).Markup.ShouldContain("The database is away");
        Render<PageBroken>(builder => builder.Add(part => part.Fault, new InvalidOperationException("x"))).Markup.ShouldContain("This page stopped working");
    }

    [Fact]
    public async Task TheSwitch_LeadsToTheSamePageElsewhere()
    {
        await SignInAsync(Role.Administrator);
        var administrator = await World.AccessAsync(Role.Administrator);
        (await Services.GetRequiredService<CreateEnvironment>().RunAsync(
            new(administrator, new("Staging", Core.Workspace.Domain.Versioning.V2, IsProduction: false)), Cancellation)).IsOk.ShouldBeTrue();
        Navigation.NavigateTo("shop/production/experiments/7");
        Open("shop", "production");

        var links = await OpenMenuAsync(Render<LocationSwitch>(builder => builder.Add(part => part.Location, Last)), ".switch");

        links.Select(link => (link.GetAttribute("href"), link.GetAttribute("aria-current"))).ShouldBe(
            [("shop/production/experiments", "true"), ("shop/staging/experiments", null)]);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 5)]
    public async Task ThePagesOfTheInstance_AreOfferedToThoseWhoManageIt(bool isInstanceAdministrator, int links)
    {
        await SignInAsync(Role.Administrator, isInstanceAdministrator);
        Open("shop", "production");

        Render<SideNav>(builder => builder.Add(part => part.Location, Last))
            .FindAll("a[href^=instance]").Count.ShouldBe(links);
    }

    private IRenderedComponent<CascadingValue<RouteData>> Open(string project, string environment)
        => Render(At(project, environment));

    private Action<ComponentParameterCollectionBuilder<CascadingValue<RouteData>>> At(string project, string environment)
        => builder => builder
            .Add(cascade => cascade.Value, new RouteData(typeof(LocationRefused), new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["ProjectSlug"] = project,
                ["EnvironmentSlug"] = environment,
            }))
            .AddChildContent<WorkspaceFrame>(frame => frame.Add(part => part.ChildContent, place => markup => _places.Add(place)));
}
