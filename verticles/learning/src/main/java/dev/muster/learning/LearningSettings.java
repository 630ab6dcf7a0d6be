package dev.muster.learning;

import dev.muster.model.Weights;
import java.time.Duration;

/**
 * How the host learns.
 *
 * @param every how often outcomes are looked for without a hint
 * @param batch how many are learned in one commit
 * @param keep what is left of earlier outcomes after each, in (0,1]
 * @param refitEach so many learned outcomes make a new surface; also how many the first one needs
 * @param canaryAfter so many learned outcomes lie between two canaries
 * @param keepModels how many cards that do not serve are kept
 * @param retrainEvery how often a challenger of another family is fitted; zero never
 * @param retrainAfter so many learned outcomes lie between two such fits, at least
 * @param weights what costs are worth
 */
public record LearningSettings(
    Duration every,
    int batch,
    double keep,
    int refitEach,
    int canaryAfter,
    int keepModels,
    Duration retrainEvery,
    int retrainAfter,
    Weights weights) {}
