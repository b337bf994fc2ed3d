using MudBlazor;

namespace ExperimentAdmin.App.Shell.Pages.Acting;

/// <summary>
/// Says what was just done, over whatever page comes next. What is said takes the place of what was said before, which may no longer be so;
/// a problem stays until somebody closes it.
/// </summary>
public sealed class Toasts(ISnackbar bar)
{
    /// <summary>How long a message stays.</summary>
    public static readonly TimeSpan Stay = TimeSpan.FromSeconds(6);

    private readonly Lock _turn = new();
    private Snackbar? _passing;

    /// <summary>Shows a message.</summary>
    /// <param name="text">One sentence.</param>
    /// <param name="kind">Success, unless there is something to mind.</param>
    public void Say(string text, Severity kind = Severity.Success)
    {
        lock (_turn)
        {
            if (_passing is not null)
            {
                bar.Remove(_passing);
            }

            var said = bar.Add(text, kind, options => Fit(options, kind));
            _passing = kind is Severity.Error ? null : said;
        }
    }

    private static void Fit(SnackbarOptions options, Severity kind)
    {
        options.RequireInteraction = kind is Severity.Error;
        options.VisibleStateDuration = (int)Stay.TotalMilliseconds;
        (options.ShowTransitionDuration, options.HideTransitionDuration) = (120, 120);
        options.MaximumOpacity = 100;
        options.SnackbarVariant = Variant.Text;
    }
}
