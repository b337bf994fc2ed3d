using System.Globalization;
using ExperimentAdmin.App.Features.Experiments.Pages;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;

namespace ExperimentAdmin.Bench;

/// <summary>
/// What the server keeps in memory for each open list of experiments, 25 rows of it, beside what it keeps for an open page with a sentence.
/// The frame around the page is not counted.
/// </summary>
internal static class OpenListsBench
{
    private const int Pages = 100;
    private const int Running = 40; // More than one page of the list.

    public static async Task<IReadOnlyList<BenchRow>> RunAsync()
    {
        await using var shop = await BenchShop.CreateAsync(services =>
        {
            services.AddPages();
            services.AddSingleton<IJSRuntime, NoBrowser>();
            services.AddSingleton<NavigationManager, Nowhere>();
        });
        await ManyExperiments.AddAsync(shop, 0, Running, Running);
        var places = shop.Get<WorkspaceReads>();
        var workspace = new Workspace(
            shop.Access, await places.ProjectAsync(shop.Access),
            (await places.EnvironmentsAsync(shop.Access)).Single(environment => environment.Id == shop.Production));
        RenderFragment list = builder =>
        {
            builder.OpenComponent<ExperimentsPage>(0);
            builder.AddComponentParameter(1, nameof(ExperimentsPage.ProjectSlug), "demo");
            builder.AddComponentParameter(2, nameof(ExperimentsPage.EnvironmentSlug), "production");
            builder.CloseComponent();
        };
        var sentence = await KeptAsync(shop, workspace, builder => builder.AddMarkupContent(0, "<p data-testid=\"experiments\">A sentence.</p>"));
        var lists = await KeptAsync(shop, workspace, list);
        return
        [
            new BenchRow(
                $"memory of each of {Pages} open lists of experiments", Kilobytes(lists), $"a page with a sentence: {Kilobytes(sentence)}"),
        ];
    }

    private static string Kilobytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024:0} KB");

    private static async Task<double> KeptAsync(BenchShop shop, Workspace workspace, RenderFragment page)
    {
        await using (await OpenAsync(shop, workspace, page))
        {
            // What is made once for all pages is made now.
        }

        var pages = new List<HtmlRenderer>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var number = 0; number < Pages; number++)
        {
            pages.Add(await OpenAsync(shop, workspace, page));
        }

        var after = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var open in pages)
        {
            await open.DisposeAsync();
        }

        return (double)(after - before) / Pages;
    }

    private static async Task<HtmlRenderer> OpenAsync(BenchShop shop, Workspace workspace, RenderFragment page)
    {
        var renderer = new HtmlRenderer(shop.Services.CreateScope().ServiceProvider, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<CascadingValue<Workspace>>(
            ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(CascadingValue<>.Value)] = workspace,
                [nameof(CascadingValue<>.ChildContent)] = page,
            }))).ToHtmlString());
        return html.Contains("data-testid=\"experiments\"", StringComparison.Ordinal)
            ? renderer
            : throw new InvalidOperationException("The page does not show what it should.");
    }
}
