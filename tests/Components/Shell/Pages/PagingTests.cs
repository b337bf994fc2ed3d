using Bunit;
using ExperimentAdmin.App.Features.Audit.Pages;
using ExperimentAdmin.App.Features.Experiments.Pages;
using ExperimentAdmin.App.Features.Flags.Pages;
using ExperimentAdmin.App.Features.Identities.Pages;
using ExperimentAdmin.App.Features.Segments.Pages;
using ExperimentAdmin.App.Features.Settings.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Shell.Pages;

public sealed class PagingTests : WorkspaceTestContext
{
    [Fact]
    public async Task APagePastTheEnd_LeadsToTheLastOne_AndClaimsNothing()
    {
        (await World.Get<CreateSegment>().RunAsync(
            new(World.Manager, "Staff", "", [new(RuleType.All, [new SegmentCondition("plan", SegmentOperator.IsSet, "")], [])]), Cancellation)).Error.ShouldBeNull();
        (await World.Get<PutIdentityOverride>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, "anna") { Enabled = true }, Cancellation)).Error.ShouldBeNull();

        await LeadsBackAsync<FlagsPage>("flags");
        await LeadsBackAsync<SegmentsPage>("segments");
        await LeadsBackAsync<AuditPage>("audit");
        await LeadsBackAsync<MembersPage>("settings/people");
        await LeadsBackAsync<FlagPage>("flags/checkout_button?tab=identities", builder => builder.Add(page => page.FeatureName, "checkout_button"));
    }

    [Theory]
    [InlineData("page=abc")]
    [InlineData("page=1.5")]
    [InlineData("page=99999999999999999999")]
    [InlineData("page=-1")]
    public async Task ANumberInTheAddressThatIsNone_CountsAsAbsent(string query)
    {
        await Services.GetRequiredService<EnvironmentKeeper>().CatchUpAsync(Cancellation);
        const string Read = "table, .empty, [data-testid=answer]";
        (await OpenAsync<FlagsPage>(Role.Viewer, $"flags?{query}")).WaitForElement(Read);
        (await OpenAsync<SegmentsPage>(Role.Viewer, $"segments?{query}")).WaitForElement(Read);
        (await OpenAsync<ExperimentsPage>(Role.Viewer, $"experiments?{query}")).WaitForElement(Read);
        (await OpenAsync<AuditPage>(Role.Viewer, $"audit?{query}")).WaitForElement(Read);
        (await OpenAsync<MembersPage>(Role.Viewer, $"settings/people?{query}")).WaitForElement(Read);
        (await OpenAsync<IdentitiesPage>(Role.Viewer, $"identities?identifier=user_1&{query}")).WaitForElement(Read);
        (await OpenAsync<FlagPage>(
            Role.Viewer, $"flags/checkout_button?tab=identities&{query}&version=abc&with=abc", builder => builder.Add(page => page.FeatureName, "checkout_button"))).WaitForElement(Read);
    }

    private async Task LeadsBackAsync<TPage>(string address, Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null)
        where TPage : IComponent
    {
        var page = await OpenAsync(Role.Administrator, $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}page=9", parameters);

        page.WaitForAssertion(() => page.FindAll("tbody tr").Count.ShouldBeGreaterThan(0, address));
        Here.ShouldBe($"shop/production/{address}");
        page.FindAll(".empty").ShouldBeEmpty(address);
    }
}
