using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Frame.Navigation;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.Reads;

namespace ExperimentAdmin.Components.Shell;

public sealed class SamePageTests
{
    private static readonly ProjectInfo s_shop = new(1, "Shop", "shop");
    private static readonly ProjectInfo s_blog = new(2, "Blog", "blog");
    private static readonly EnvironmentInfo s_production = new(2, "Production", "production", Versioning.V2, IsProduction: true, IsArchived: false);

    [Theory]
    [InlineData("shop/development", "shop/production")]
    [InlineData("shop/development/experiments?tab=running", "shop/production/experiments")]
    [InlineData("shop/development/experiments/12", "shop/production/experiments")]
    [InlineData("shop/development/experiments/new/3/rollout", "shop/production/experiments")]
    [InlineData("shop/development/flags/checkout_button#default", "shop/production/flags/checkout_button")]
    [InlineData("shop/development/settings/keys", "shop/production/settings/keys")]
    public void InAnotherEnvironment_ThePageIsKept_WhereItMeansTheSame(string from, string to) => Go(from, s_shop).ShouldBe(to);

    [Theory]
    [InlineData("shop/development/flags/checkout_button", "blog/production/flags")]
    [InlineData("shop/development/experiments", "blog/production/experiments")]
    public void InAnotherProject_TheSectionIsKept(string from, string to) => Go(from, s_blog).ShouldBe(to);

    [Fact]
    public void FromAPageOfTheInstance_TheWayLeadsHome()
        => SamePage.In("instance/people", here: null, s_shop, s_production).ShouldBe("shop/production");

    private static string Go(string from, ProjectInfo project) => SamePage.In(
        from,
        new Workspace(AccessGate.ForSystem(1), s_shop, s_production with { Id = 1, Slug = "development", IsProduction = false }),
        project,
        s_production);
}
