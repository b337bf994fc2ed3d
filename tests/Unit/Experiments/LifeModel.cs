using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>What an experiment and its flag are to be after each step, as simply as it can be said.</summary>
internal sealed class LifeModel
{
    public ExperimentStatus Status { get; set; }

    public int Percentage { get; set; }

    public int[] Shares { get; set; } = [0, 0, 0];

    public bool Enabled { get; set; }

    public int Phase { get; set; } = 1;

    /// <summary>Shares of the environment default.</summary>
    public int[] Default { get; set; } = [0, 0, 0];

    /// <summary>What the rollout took, and gives back as long as nobody changes the default.</summary>
    public int[]? Taken { get; set; }

    public bool IsArchived { get; set; }

    public bool IsStopped { get; set; }

    public bool IsOpen { get; set; }

    public bool IsExcluded { get; set; }

    /// <summary>What it was before the end; null while it did not end.</summary>
    public (ExperimentStatus Status, int[] Default, int[]? Taken)? Before { get; set; }

    /// <summary>How many records there are to be.</summary>
    public int Records { get; set; } = 1;

    public bool IsServed => Status is ExperimentStatus.Running && Enabled;

    /// <summary>Does a step if it can be done.</summary>
    /// <returns>Whether it can.</returns>
    public bool Do(LifeStep step)
    {
        var did = step.Kind switch
        {
            LifeStepKind.Apply => Apply(step),
            LifeStepKind.Start => Move([ExperimentStatus.Created, ExperimentStatus.Paused], ExperimentStatus.Running, enable: true),
            LifeStepKind.Pause => Move([ExperimentStatus.Running], ExperimentStatus.Paused, enable: false),
            LifeStepKind.NewPhase => Renew(),
            LifeStepKind.End => End(step),
            LifeStepKind.Undo => Undo(),
            LifeStepKind.Archive => Archive(true),
            LifeStepKind.Unarchive => Archive(false),
            LifeStepKind.StopAll => Stop(),
            LifeStepKind.ResumeStopped => IsStopped && Move([ExperimentStatus.Paused], ExperimentStatus.Running, enable: true),
            LifeStepKind.Open => Open(),
            LifeStepKind.Close => Close(),
            LifeStepKind.ChangeDefault => Change(step),
            LifeStepKind.Exclude => Exclude(),
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };
        Records += did && step.Kind is not (LifeStepKind.ChangeDefault or LifeStepKind.Apply) ? 1 : 0;
        return did;
    }

    private bool Apply(LifeStep step)
    {
        if (Status is ExperimentStatus.Completed)
        {
            return false;
        }

        Records += Percentage == step.Percentage && Shares.SequenceEqual(step.Shares) ? 0 : 1;
        (Percentage, Shares) = (step.Percentage, step.Shares);
        return true;
    }

    private bool Move(ExperimentStatus[] from, ExperimentStatus to, bool enable)
    {
        if (!from.Contains(Status))
        {
            return false;
        }

        (Status, Enabled, IsStopped) = (to, Enabled || enable, false);
        return true;
    }

    private bool Renew()
    {
        if (Status is not (ExperimentStatus.Running or ExperimentStatus.Paused))
        {
            return false;
        }

        Phase++;
        return true;
    }

    private bool End(LifeStep step)
    {
        if (Status is not (ExperimentStatus.Running or ExperimentStatus.Paused))
        {
            return false;
        }

        (Before, IsOpen, IsStopped) = ((Status, Default, Taken), false, false);
        Status = ExperimentStatus.Completed;
        Default = step.Ending switch
        {
            EndingKind.Variant => [10_000, 0, 0],
            EndingKind.Control => [0, 0, 0],
            _ => Taken ?? Default,
        };
        return true;
    }

    private bool Undo()
    {
        if (Status is not ExperimentStatus.Completed || IsArchived || Before is not { } before)
        {
            return false;
        }

        (Status, Default, Taken) = before;
        Before = null;
        return true;
    }

    private bool Archive(bool archive)
    {
        if (Status is not ExperimentStatus.Completed || IsArchived == archive)
        {
            return false;
        }

        IsArchived = archive;
        return true;
    }

    private bool Stop()
    {
        if (!Move([ExperimentStatus.Running], ExperimentStatus.Paused, enable: false))
        {
            return false;
        }

        return IsStopped = true;
    }

    private bool Open()
    {
        if (Status is not (ExperimentStatus.Running or ExperimentStatus.Paused) || IsOpen)
        {
            return false;
        }

        return IsOpen = true;
    }

    private bool Close()
    {
        var was = IsOpen;
        IsOpen = false;
        return was;
    }

    private bool Change(LifeStep step)
    {
        if (Status is (ExperimentStatus.Running or ExperimentStatus.Paused) && !IsOpen)
        {
            return false;
        }

        if (!Default.SequenceEqual(step.Shares))
        {
            // A default that somebody changed is theirs, and no end can be undone over it.
            (Default, Taken, Before) = (step.Shares, null, null);
        }

        return true;
    }

    private bool Exclude()
    {
        if (Status is not (ExperimentStatus.Running or ExperimentStatus.Paused) || IsExcluded)
        {
            return false;
        }

        return IsExcluded = true;
    }
}
