using System.Diagnostics;
using System.Globalization;

namespace ExperimentAdmin.Bench;

/// <summary>Measures by the median, so that a pause of the machine decides nothing.</summary>
internal static class Stopwatches
{
    /// <summary>Runs two things in turns and gives the median of each in milliseconds.</summary>
    public static async Task<(double First, double Second)> AlternateAsync(int times, int warmUp, Func<int, Task> first, Func<int, Task> second)
    {
        var (firsts, seconds) = (new List<double>(times), new List<double>(times));
        for (var turn = 0; turn < warmUp + times; turn++)
        {
            var (one, other) = (await TimeAsync(() => first(turn)), await TimeAsync(() => second(turn)));
            if (turn >= warmUp)
            {
                firsts.Add(one);
                seconds.Add(other);
            }
        }

        return (At(firsts, 0.5), At(seconds, 0.5));
    }

    public static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>The value that a part of all lies below: 0.5 is the median.</summary>
    public static double At(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * part)];
    }

    public static string Milliseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.000} ms");
}
