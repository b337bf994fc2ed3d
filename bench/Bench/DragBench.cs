using System.Globalization;
using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Ui.Percent;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;

namespace ExperimentAdmin.Bench;

/// <summary>
/// What one message of a drag costs the server: rebalancing, every rule, the forecast, and rendering all of it anew. The
/// page's own parts run, only the browser is missing.
/// </summary>
internal static class DragBench
{
    private const double GoalMilliseconds = 1;
    private const int Messages = 3_000;
    // The runtime compiles what is called often a second time, after some thousand messages; before that they cost three times as much.
    private const int WarmUp = 6_000;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync()
    {
        var made = new Made();
        await using var shop = await BenchShop.CreateAsync(services =>
        {
            services.AddPages();
            services.AddSingleton<IComponentActivator>(made);
            services.AddSingleton<IJSRuntime, NoBrowser>();
            services.AddSingleton<NavigationManager, Nowhere>();
        });
        using var counter = new CommandCounter();
        await using var renderer = new HtmlRenderer(shop.Services, NullLoggerFactory.Instance);
        await renderer.Dispatcher.InvokeAsync(async () => await renderer.RenderComponentAsync<CascadingValue<Workspace>>(await EditAsync(shop)));
        var (slider, split) = (made.One<PercentSlider>("percentage"), made.One<SplitEditor>(id: null));
        return
        [
            await MeasureAsync("the rollout slider", renderer, counter, turn => slider.DragAsync("value", turn % 10_000, gesture: 1)),
            await MeasureAsync("a divider of the split", renderer, counter, turn => split.DragAsync("divider-0", turn % 10_000, gesture: 2)),
        ];
    }

    private static async Task<ParameterView> EditAsync(BenchShop shop)
    {
        var access = shop.Access;
        var list = await shop.Get<ExperimentReads>().ListAsync(access, shop.Production, new ExperimentListQuery());
        var view = await shop.Get<ExperimentReads>().FindAsync(access, shop.Production, list.Page.Items[0].Id);
        var places = shop.Get<WorkspaceReads>();
        var workspace = new Workspace(
            access, await places.ProjectAsync(access), (await places.EnvironmentsAsync(access)).Single(environment => environment.Id == shop.Production));
        RenderFragment edit = builder =>
        {
            builder.OpenComponent<RolloutEdit>(0);
            builder.AddComponentParameter(1, nameof(RolloutEdit.View), view);
            builder.AddComponentParameter(2, nameof(RolloutEdit.OnClose), EventCallback.Empty);
            builder.AddComponentParameter(3, nameof(RolloutEdit.OnSaved), EventCallback<string>.Empty);
            builder.CloseComponent();
        };
        return ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(CascadingValue<>.Value)] = workspace,
            [nameof(CascadingValue<>.ChildContent)] = edit,
        });
    }

    private static async Task<BenchRow> MeasureAsync(string what, HtmlRenderer renderer, CommandCounter counter, Func<int, Task> drag)
    {
        var times = new List<double>(Messages);
        var commands = await counter.CountAsync(() => renderer.Dispatcher.InvokeAsync(async () =>
        {
            for (var turn = 0; turn < WarmUp + Messages; turn++)
            {
                var time = await Stopwatches.TimeAsync(() => drag(turn * 7));
                if (turn >= WarmUp)
                {
                    times.Add(time);
                }
            }
        }));
        var median = Stopwatches.At(times, 0.5);
        return new BenchRow(
            $"dragging {what}, a message", Stopwatches.Milliseconds(median),
            string.Create(CultureInfo.InvariantCulture, $"99 of 100 below {Stopwatches.Milliseconds(Stopwatches.At(times, 0.99))}, {commands} database commands"),
            Goal: $"below {GoalMilliseconds} ms, no command", IsMet: median < GoalMilliseconds && commands == 0);
    }

    /// <summary>Remembers the parts that the renderer makes, to send them what a browser would.</summary>
    private sealed class Made : IComponentActivator
    {
        private readonly List<IComponent> _parts = [];

        public IComponent CreateInstance(Type componentType)
        {
            var part = (IComponent)Activator.CreateInstance(componentType)!;
            _parts.Add(part);
            return part;
        }

        public T One<T>(string? id)
            where T : IComponent
            => _parts.OfType<T>().Single(part => id is null || (part is PercentSlider slider && slider.Id == ElementIds.Field(id)));
    }
}
