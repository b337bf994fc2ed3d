using System.Globalization;

namespace ExperimentAdmin.App.Shell.Logs;

/// <summary>Counts the same fault, and says when it is told: at once, then once a minute. Safe for many threads.</summary>
internal sealed class RepeatedFaults(TimeProvider clock)
{
    /// <summary>The most kinds that are told apart; what comes beyond is one kind.</summary>
    public const int MostKinds = 500;

    /// <summary>From one time that a fault is told to the next.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private const int LongestText = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<FaultKind, Window> _windows = [];

    /// <summary>Counts a fault.</summary>
    /// <param name="kind">Which it is.</param>
    /// <param name="text">What it says, for when it is only counted.</param>
    /// <param name="isMuted">Whether it is not to be told now in any case.</param>
    /// <returns>What to add to the sentence that tells it; null when it is left out.</returns>
    public string? Heed(FaultKind kind, Func<string> text, bool isMuted = false)
    {
        lock (_lock)
        {
            if (!_windows.ContainsKey(kind) && _windows.Count >= MostKinds)
            {
                kind = FaultKind.Other;
            }

            if (!_windows.TryGetValue(kind, out var window))
            {
                var said = text();
                window = _windows[kind] = new Window(clock.GetTimestamp(), clock.GetUtcNow(), said.Length > LongestText ? $"{said[..LongestText]}…" : said);
                if (!isMuted)
                {
                    return string.Empty;
                }
            }

            if (isMuted || clock.GetElapsedTime(window.Began) < Pause)
            {
                window.LeftOut++;
                return null;
            }

            return window.LeftOut == 0 ? Again(window, string.Empty) : Again(window, $" {Words(window)}");
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
                if (window.LeftOut == 0)
                {
                    _ = _windows.Remove(kind);
                    continue;
                }

                told.Add((kind, Again(window, $"{window.Text} {Words(window)}")));
            }

            return told;
        }
    }

    private string Again(Window window, string sentence)
    {
        (window.Began, window.At, window.LeftOut) = (clock.GetTimestamp(), clock.GetUtcNow(), 0);
        return sentence;
    }

    private static string Words(Window window) => string.Create(
        CultureInfo.InvariantCulture,
        $"({window.LeftOut} more like it {(window.LeftOut == 1 ? "was" : "were")} left out since {window.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}.)");

    private sealed class Window(long began, DateTimeOffset at, string text)
    {
        public long Began { get; set; } = began;

        public DateTimeOffset At { get; set; } = at;

        public string Text { get; } = text;

        public int LeftOut { get; set; }
    }
}
