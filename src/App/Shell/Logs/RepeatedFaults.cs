using System.Globalization;

namespace ExperimentAdmin.App.Shell.Logs;

/// <summary>Counts the same fault, and says when it is told: at once, then once a minute. Safe for many threads.</summary>
internal sealed class RepeatedFaults(TimeProvider clock)
{
    /// <summary>The most kinds that are told apart; what comes beyond is one kind.</summary>
    public const int MostKinds = 500;

    /// <summary>Of how many things the same is told apart.</summary>
    public const int MostAlike = 20;

    /// <summary>From one time that a fault is told to the next.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private const int LongestText = 500;

    // What goes on for long is told now and then; it is over when it was not told for longer than that.
    private static readonly TimeSpan s_over = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<FaultKind, Window> _windows = [];

    /// <summary>Counts a fault.</summary>
    /// <param name="kind">Which it is.</param>
    /// <param name="text">What it says, for when it is only counted.</param>
    /// <param name="trace">Where it came from; null when nobody knows.</param>
    /// <param name="isMuted">Whether it is not to be told now in any case.</param>
    /// <returns>How it is told; null when it is left out.</returns>
    public Telling? Heed(FaultKind kind, Func<string> text, string? trace = null, bool isMuted = false)
    {
        lock (_lock)
        {
            kind = Bounded(kind);
            var isNew = !_windows.TryGetValue(kind, out var window);
            if (window is null)
            {
                var said = text();
                window = _windows[kind] = new Window(clock.GetTimestamp(), clock.GetUtcNow(), said.Length > LongestText ? $"{said[..LongestText]}…" : said);
            }

            if (isMuted || (!isNew && clock.GetElapsedTime(window.Began) < Pause))
            {
                window.LeftOut++;
                return null;
            }

            var addition = window.LeftOut == 0 ? string.Empty : $" {Words(window)}";
            Renew(window);
            var hash = trace?.GetHashCode(StringComparison.Ordinal);
            var isKnown = !isNew && window.Trace == hash;
            window.Trace = hash;
            return new Telling(addition, isKnown);
        }
    }

    /// <summary>What was left out and is to be told now, and forgets what did not come again.</summary>
    /// <param name="all">Also what was told less than a minute ago.</param>
    public IReadOnlyList<(FaultKind Kind, string Sentence)> LeftOut(bool all)
    {
        lock (_lock)
        {
            var told = new List<(FaultKind Kind, string Sentence)>();
            foreach (var (kind, window) in _windows.Where(entry => all || clock.GetElapsedTime(entry.Value.Began) >= Pause).ToList())
            {
                if (window.LeftOut > 0)
                {
                    told.Add((kind, $"{window.Text} {Words(window)}"));
                    Renew(window);
                }
                else if (clock.GetElapsedTime(window.Began) >= s_over)
                {
                    _ = _windows.Remove(kind);
                }
            }

            return told;
        }
    }

    private FaultKind Bounded(FaultKind kind)
    {
        if (!_windows.ContainsKey(kind) && kind.About is not null && _windows.Keys.Count(other => other.OfAnything == kind.OfAnything) >= MostAlike)
        {
            kind = kind.OfAnything;
        }

        return _windows.ContainsKey(kind) || _windows.Count < MostKinds ? kind : FaultKind.Other;
    }

    private void Renew(Window window) => (window.Began, window.At, window.LeftOut) = (clock.GetTimestamp(), clock.GetUtcNow(), 0);

    private static string Words(Window window) => string.Create(
        CultureInfo.InvariantCulture,
        $"({window.LeftOut} more like it {(window.LeftOut == 1 ? "was" : "were")} left out since {window.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}.)");

    private sealed class Window(long began, DateTimeOffset at, string text)
    {
        public long Began { get; set; } = began;

        public DateTimeOffset At { get; set; } = at;

        public string Text { get; } = text;

        public int LeftOut { get; set; }

        public int? Trace { get; set; }
    }

    /// <summary>How a fault is told.</summary>
    /// <param name="Addition">What comes behind the sentence: how many were left out, or nothing.</param>
    /// <param name="IsKnown">Whether it goes on as it was told before, so that where it came from need not be told again.</param>
    internal sealed record Telling(string Addition, bool IsKnown);
}
