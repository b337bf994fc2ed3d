namespace ExperimentAdmin.Core.Experiments.Rollout.Domain;

/// <summary>When a saved change of a rollout reaches people.</summary>
public enum ForecastMoment
{
    /// <summary>As soon as it is saved: people have the rollout now.</summary>
    Save,

    /// <summary>When the experiment starts: nobody ever had it.</summary>
    Start,

    /// <summary>When the paused experiment is resumed.</summary>
    Resume,

    /// <summary>When the rollout of the running experiment is switched on again.</summary>
    SwitchOn,
}
