using System.Globalization;
using ExperimentAdmin.App.Features.Experiments.Pages;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;

namespace ExperimentAdmin.Bench;

/// <summary>
/// What a save costs whoever makes it while many people have the same experiment open: the pages run and render as they do for
/// browsers, which alone are missing.
/// </summary>
internal static class PagesBench
{
    private const int Pages = 200;
    private const int Turns = 15;
    private const int SavesInARow = 20;
    private const double Goal = 1.2;

    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(700);

    public static async Task<IReadOnlyList<BenchRow>> RunAsync()
    {
        await using var alone = await BenchShop.CreateAsync();
        await using var watched = await BenchShop.CreateAsync(services =>
        {
            services.AddPages();
            services.AddSingleton<IJSRuntime, NoBrowser>();
            services.AddSingleton<NavigationManager, Nowhere>();
        });
        var savers = (Alone: await Saver.CreateAsync(alone), Watched: await Saver.CreateAsync(watched));
        var pages = new List<HtmlRenderer>();
        for (var number = 0; number < Pages; number++)
        {
            pages.Add(await OpenAsync(watched, savers.Watched.Experiment));
        }

        using var counter = new CommandCounter();
        var (one, oneWatched) = (new List<double>(), new List<double>());
        var (many, manyWatched) = (new List<double>(), new List<double>());
        for (var turn = -2; turn < Turns; turn++)
        {
            await QuietAsync(counter);
            var (first, row) = await savers.Alone.SaveAsync();
            await QuietAsync(counter);
            var (firstWatched, rowWatched) = await savers.Watched.SaveAsync();
            if (await counter.CountAsync(() => QuietAsync(counter)) < Pages)
            {
                throw new InvalidOperationException("The pages did not catch up.");
            }

            if (turn >= 0)
            {
                (one, many) = ([.. one, first], [.. many, .. row]);
                (oneWatched, manyWatched) = ([.. oneWatched, firstWatched], [.. manyWatched, .. rowWatched]);
            }
        }

        foreach (var page in pages)
        {
            await page.DisposeAsync();
        }

        return
        [
            Row($"a save, {Pages} pages open on the experiment", one, oneWatched),
            Row($"each of {SavesInARow} in a row, while these pages catch up", many, manyWatched),
        ];
    }

    private static BenchRow Row(string what, List<double> alone, List<double> watched)
    {
        var (without, with) = (Stopwatches.At(alone, 0.5), Stopwatches.At(watched, 0.5));
        return new BenchRow(
            what, Stopwatches.Milliseconds(with), $"no page: {Stopwatches.Milliseconds(without)}", with / without,
            string.Create(CultureInfo.InvariantCulture, $"at most {Goal}"), with / without <= Goal);
    }

    private static async Task<HtmlRenderer> OpenAsync(BenchShop shop, int experiment)
    {
        var places = shop.Get<WorkspaceReads>();
        var workspace = new Workspace(
            shop.Access, await places.ProjectAsync(shop.Access),
            (await places.EnvironmentsAsync(shop.Access)).Single(environment => environment.Id == shop.Production));
        RenderFragment page = builder =>
        {
            builder.OpenComponent<ExperimentPage>(0);
            builder.AddComponentParameter(1, nameof(ExperimentPage.ProjectSlug), "demo");
            builder.AddComponentParameter(2, nameof(ExperimentPage.EnvironmentSlug), "production");
            builder.AddComponentParameter(3, nameof(ExperimentPage.Id), experiment);
            builder.CloseComponent();
        };
        var renderer = new HtmlRenderer(shop.Services.CreateScope().ServiceProvider, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<CascadingValue<Workspace>>(
            ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(CascadingValue<>.Value)] = workspace,
                [nameof(CascadingValue<>.ChildContent)] = page,
            }))).ToHtmlString());
        return html.Contains("data-testid=\"history\"", StringComparison.Ordinal)
            ? renderer
            : throw new InvalidOperationException("The page does not show the experiment.");
    }

    // Until no page reads any more.
    private static async Task QuietAsync(CommandCounter counter)
    {
        while (await counter.CountAsync(() => Task.Delay(s_quiet)) > 0)
        {
        }
    }

    private sealed class Saver(BenchShop shop, int experiment)
    {
        private int _share = 100;

        public int Experiment => experiment;

        public static async Task<Saver> CreateAsync(BenchShop shop)
        {
            await shop.Get<EnvironmentKeeper>().StartAsync(CancellationToken.None);
            await shop.Get<EnvironmentKeeper>().StopAsync(CancellationToken.None); // What it hears of commits it loads all the same.
            var list = await shop.Get<ExperimentReads>().ListAsync(shop.Access, shop.Production, new ExperimentListQuery());
            return new Saver(shop, list.Page.Items[0].Id);
        }

        /// <summary>Saves many times in a row, and tells the time of the first and of each of the others.</summary>
        public async Task<(double First, List<double> Others)> SaveAsync()
        {
            var times = new List<double>();
            for (var number = 0; number < SavesInARow; number++)
            {
                var percentage = new BasisPoints(_share = (_share % 9_000) + 1);
                times.Add(await Stopwatches.TimeAsync(async () => _ = (await shop.Get<ApplyRollout>().RunAsync(
                    new(shop.Access, shop.Production, experiment, new() { Percentage = percentage }))).Value));
            }

            return (times[0], times[1..]);
        }
    }
}
